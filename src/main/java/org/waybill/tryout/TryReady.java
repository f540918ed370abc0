package org.waybill.tryout;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Throw-away. */
@Readiness
@ApplicationScoped
public class TryReady implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("try");
  }
}
