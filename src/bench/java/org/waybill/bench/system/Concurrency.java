package org.waybill.bench.system;

import java.util.Map;

/** How many tasks a system may execute at once. */
public enum Concurrency {
  /** Waybill as shipped; the peers with what served them best on two cores. */
  USUAL(20, 64),
  /** Enough for a thousand sleepers. */
  THOUSAND(1000, 1000);

  private final int dbScheduler;
  private final int jobRunr;

  Concurrency(int dbScheduler, int jobRunr) {
    this.dbScheduler = dbScheduler;
    this.jobRunr = jobRunr;
  }

  int of(Kind peer) {
    return peer == Kind.JOBRUNR ? jobRunr : dbScheduler;
  }

  /** What Waybill is started with. */
  Map<String, String> settings() {
    return switch (this) {
      case USUAL -> Map.of();
      case THOUSAND -> Map.of("WAYBILL_QUEUE_DIAGNOSTICS_CONCURRENCY", "1000");
    };
  }
}
