package org.waybill.management;

import java.beans.ConstructorProperties;

/** One process that runs tasks; a composite value for JMX, which reads getters. */
public final class WorkerStatus {

  private final String node;
  private final String[] types;
  private final int running;
  private final double heartbeatAgeSeconds;

  /**
   * @param node the name of its node
   * @param types the task types that it runs
   * @param running how many tasks it runs
   * @param heartbeatAgeSeconds since its last heartbeat
   */
  @ConstructorProperties({"node", "types", "running", "heartbeatAgeSeconds"})
  public WorkerStatus(String node, String[] types, int running, double heartbeatAgeSeconds) {
    this.node = node;
    this.types = types.clone();
    this.running = running;
    this.heartbeatAgeSeconds = heartbeatAgeSeconds;
  }

  public String getNode() {
    return node;
  }

  public String[] getTypes() {
    return types.clone();
  }

  public int getRunning() {
    return running;
  }

  public double getHeartbeatAgeSeconds() {
    return heartbeatAgeSeconds;
  }
}
