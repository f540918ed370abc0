package org.waybill.faults;

/** Of what is random: {@code -Dfaults.seed=…} repeats a run as far as it can be repeated. */
final class Seed {

  private Seed() {}

  static long value() {
    return Long.getLong("faults.seed", 1);
  }

  /** How long the random mix goes on: {@code -Dfaults.minutes=…}. */
  static int minutes() {
    return Integer.getInteger("faults.minutes", 8);
  }
}
