package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.dispatch.BrokerState;
import org.waybill.dispatch.InFlightWindow;
import org.waybill.messaging.ConsumerRestarted;
import org.waybill.messaging.ConsumerStatus;
import org.waybill.messaging.Consumers;
import org.waybill.messaging.Subscription;

/**
 * {@code waybill_consumers{destination}}, those that the broker answers, {@code
 * waybill_consumers_expected{destination}} and {@code waybill_consumers_remade_total{destination}};
 * {@code waybill_broker_state{state}}, 1 for the one it is in.
 */
@ApplicationScoped
public class ConsumerMetrics {

  @Inject private MetricRegistry registry;
  @Inject private Consumers consumers;
  @Inject private InFlightWindow inFlightWindow;

  private final Map<String, Counter> remade = new HashMap<>();

  /** Gauges are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    registerBroker();
    for (Subscription each : consumers.subscriptions()) {
      Tag tag = new Tag("destination", each.destination());
      remade.put(each.destination(), registry.counter("waybill_consumers_remade", tag));
      registry.gauge("waybill_consumers", () -> living(each.destination()), tag);
      registry.gauge("waybill_consumers_expected", each::consumers, tag);
    }
  }

  private void registerBroker() {
    for (BrokerState state : BrokerState.values()) {
      Tag tag = new Tag("state", state.label());
      registry.gauge("waybill_broker_state", () -> inFlightWindow.broker() == state ? 1 : 0, tag);
    }
  }

  void observe(@Observes ConsumerRestarted event) {
    Counter counter = remade.get(event.destination());
    if (counter != null) {
      counter.inc();
    }
  }

  private int living(String destination) {
    return consumers.status().stream()
        .filter(each -> each.destination().equals(destination))
        .mapToInt(ConsumerStatus::living)
        .sum();
  }
}
