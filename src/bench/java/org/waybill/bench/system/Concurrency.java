package org.waybill.bench.system;

/** How many tasks a system may execute at once. */
public enum Concurrency {
  /** Waybill as shipped; the peers with what served them best on two cores. */
  USUAL(20, 32),
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
}
