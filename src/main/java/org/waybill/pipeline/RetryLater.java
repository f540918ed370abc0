package org.waybill.pipeline;

import java.time.Duration;

/** Somebody whom a step needs has asked to come back later. */
public class RetryLater extends Exception {

  private static final long serialVersionUID = 1L;

  private final Duration after;
  private final boolean free;

  /**
   * @param after when to come back; null if it did not say
   */
  public RetryLater(String message, Duration after) {
    this(message, after, false);
  }

  private RetryLater(String message, Duration after, boolean free) {
    super(message);
    this.after = after;
    this.free = free;
  }

  /** That it asked to come back is no failure: it costs the job none of its attempts. */
  public static RetryLater free(String message, Duration after) {
    return new RetryLater(message, after, true);
  }

  /** Whether it costs no attempt. */
  public boolean isFree() {
    return free;
  }

  /** When to come back; null if it did not say. */
  public Duration after() {
    return after;
  }
}
