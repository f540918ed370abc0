package org.waybill.config;

/** Role of this process: serve requests, run tasks, or both. */
public enum Role {
  API,
  WORKER,
  ALL;

  public boolean runsTasks() {
    return this != API;
  }

  public boolean takesCalls() {
    return this != WORKER;
  }
}
