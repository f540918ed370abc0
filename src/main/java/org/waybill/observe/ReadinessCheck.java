package org.waybill.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.waybill.dispatch.BrokerState;
import org.waybill.dispatch.InFlightWindow;
import org.waybill.messaging.ConsumerStatus;
import org.waybill.messaging.Consumers;

/**
 * Ready: a task could be accepted (a write to the database, rolled back), dispatched (a send to the
 * broker, rolled back) and completed (every consumer of this node is answered by the broker).
 */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

  @Inject private DatabaseProbe database;
  @Inject private InFlightWindow inFlightWindow;
  @Inject private Consumers consumers;

  /**
   * Made at the start of the application: some servers ask on a thread of their own, where its
   * names mean nothing and no data source would be found.
   */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @Override
  public HealthCheckResponse call() {
    String state = database.state();
    BrokerState broker = inFlightWindow.broker();
    List<ConsumerStatus> lacking =
        consumers.status().stream().filter(each -> !each.isComplete()).toList();
    return HealthCheckResponse.named("waybill")
        .withData("database", state)
        .withData("broker", broker.label())
        .withData("consumers", lacking.isEmpty() ? "up" : describe(lacking))
        .status(state.equals("up") && broker == BrokerState.UP && lacking.isEmpty())
        .build();
  }

  private static String describe(List<ConsumerStatus> lacking) {
    return lacking.stream()
        .map(each -> each.destination() + " " + each.living() + " of " + each.expected())
        .collect(Collectors.joining(", "));
  }
}
