package org.waybill.config;

/** What this process does: take calls, run tasks, or both. */
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
