package org.waybill.management;

import java.util.Map;
import org.waybill.dispatch.InFlightWindow;
import org.waybill.service.Supervisor;

/** The background services, as JMX clients see them. */
final class ServicesView implements ServicesMXBean {

  private final Supervisor supervisor;
  private final InFlightWindow inFlightWindow;

  ServicesView(Supervisor supervisor, InFlightWindow inFlightWindow) {
    this.supervisor = supervisor;
    this.inFlightWindow = inFlightWindow;
  }

  @Override
  public boolean isHealthy() {
    return supervisor.troubles().isEmpty();
  }

  @Override
  public Map<String, String> getTroubles() {
    return supervisor.troubles();
  }

  @Override
  public String getBroker() {
    return inFlightWindow.broker().label();
  }
}
