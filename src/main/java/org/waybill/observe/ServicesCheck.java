package org.waybill.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.waybill.service.Supervisor;

/** Ready: every background service does its work; one that does not is named. */
@Readiness
@ApplicationScoped
public class ServicesCheck implements HealthCheck {

  @Inject private Supervisor supervisor;

  /** Made at the start of the application: see {@link ReadinessCheck}. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @Override
  public HealthCheckResponse call() {
    Map<String, String> troubles = supervisor.troubles();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("services").status(troubles.isEmpty());
    troubles.forEach(answer::withData);
    return answer.build();
  }
}
