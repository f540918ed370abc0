package org.waybill.management;

import java.util.Map;

/** {@code org.waybill:type=Services}: the background services of this node. */
@Description("The background services of this node, and its connection to the broker")
public interface ServicesMXBean {

  @Description("Whether all background services do their work")
  boolean isHealthy();

  @Description("The services that do not, and why")
  Map<String, String> getTroubles();

  @Description("How the broker is: up, away or full")
  String getBroker();
}
