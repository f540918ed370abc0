package org.waybill.handler;

import java.time.Duration;

/**
 * Thrown by what a handler calls, and thrown on by the handler: something elsewhere is not ready
 * yet. The task leaves its worker and is run again after a time, or earlier if it is woken; that
 * costs no attempt, like {@link Outcome#snooze}.
 */
public class WaitNeeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration after;

  /**
   * @param after the longest time until the next attempt
   * @param reason for users: for whom it waits
   */
  public WaitNeeded(Duration after, String reason) {
    super(reason, null, false, false);
    this.after = after;
  }

  public Duration after() {
    return after;
  }

  /** The one whose time comes first. */
  public static WaitNeeded first(WaitNeeded one, WaitNeeded other) {
    return one == null || other.after.compareTo(one.after) < 0 ? other : one;
  }
}
