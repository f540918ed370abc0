package org.waybill.observe;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.waybill.queue.ConsumerStatus;
import org.waybill.queue.Consumers;
import org.waybill.release.Window;
import org.waybill.sql.DatabaseFailure;
import org.waybill.sql.Sql;

/** Ready: tasks can be accepted (database) and handed to workers (broker). */
@Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Window window;
  @Inject private Consumers consumers;

  /**
   * Made at the start of the application: some servers ask on a thread of their own, where its
   * names mean nothing and no data source would be found.
   */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @Override
  public HealthCheckResponse call() {
    boolean database = databaseAnswers();
    boolean broker = window.isOpen();
    List<ConsumerStatus> lacking =
        consumers.status().stream().filter(each -> !each.isComplete()).toList();
    return HealthCheckResponse.named("waybill")
        .withData("database", database ? "up" : "down")
        .withData("broker", broker ? "up" : "down")
        .withData("consumers", lacking.isEmpty() ? "up" : told(lacking))
        .status(database && broker && lacking.isEmpty())
        .build();
  }

  private static String told(List<ConsumerStatus> lacking) {
    return lacking.stream()
        .map(each -> each.destination() + " " + each.living() + " of " + each.expected())
        .collect(Collectors.joining(", "));
  }

  private boolean databaseAnswers() {
    try {
      return !Sql.query(durable, row -> true, "select 1").isEmpty();
    } catch (DatabaseFailure e) {
      return false;
    }
  }
}
