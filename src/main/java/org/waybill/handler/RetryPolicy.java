package org.waybill.handler;

import java.time.Duration;

/**
 * How often a task is attempted, and the delays in between.
 *
 * @param maxAttempts number of failed attempts after which the task fails, at least 1
 * @param first the delay after the first failure
 * @param factor multiplier of each further delay; 1 keeps it constant
 * @param longest maximum delay
 * @param jitter 0 to 1: the random share of the delay
 */
public record RetryPolicy(
    int maxAttempts, Duration first, double factor, Duration longest, double jitter) {

  /** The same with another number of attempts. */
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(attempts, first, factor, longest, jitter);
  }

  /** The same with another gap after the first failure. */
  public RetryPolicy withFirst(Duration gap) {
    return new RetryPolicy(maxAttempts, gap, factor, longest, jitter);
  }

  /**
   * The gap after a failure.
   *
   * @param failures attempts that have failed, this one included; at least 1
   * @param chance 0 to 1
   */
  public Duration gap(int failures, double chance) {
    double grown = first.toMillis() * Math.pow(factor, failures - 1.0);
    double bounded = Math.min(grown, longest.toMillis());
    return Duration.ofMillis(Math.round(bounded * (1 - jitter * (1 - chance))));
  }
}
