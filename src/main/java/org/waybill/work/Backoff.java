package org.waybill.work;

import java.time.Duration;

/** The gap before the next attempt: doubled for each failure, bounded, with jitter. */
final class Backoff {

  private Backoff() {}

  /**
   * @param failures attempts that have failed, this one included; at least 1
   * @param jitter 0 to 1: from half of the gap to the whole of it
   */
  static Duration gap(Duration first, Duration limit, int failures, double jitter) {
    double doubled = first.toMillis() * Math.pow(2, failures - 1.0);
    double bounded = Math.min(doubled, limit.toMillis());
    return Duration.ofMillis(Math.round(bounded * (0.5 + jitter / 2)));
  }
}
