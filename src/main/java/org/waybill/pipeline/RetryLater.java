package org.waybill.pipeline;

import java.time.Duration;

/** Somebody whom a step needs has asked to come back later. */
public class RetryLater extends Exception {

  private static final long serialVersionUID = 1L;

  private final Duration after;

  /**
   * @param after when to come back; null if it did not say
   */
  public RetryLater(String message, Duration after) {
    super(message);
    this.after = after;
  }

  /** When to come back; null if it did not say. */
  public Duration after() {
    return after;
  }
}
