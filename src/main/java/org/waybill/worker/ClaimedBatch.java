package org.waybill.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.waybill.task.Claim;
import org.waybill.time.Ticker;

/** The tasks of one message that the receiving thread still has to run. */
final class ClaimedBatch {

  private final Ticker ticker;
  private final String queue;
  private final Deque<Claim> rest;
  private long currentSince;

  ClaimedBatch(Ticker ticker, String queue, List<Claim> claims) {
    this.ticker = ticker;
    this.queue = queue;
    this.rest = new ArrayDeque<>(claims);
    this.currentSince = ticker.nanos();
  }

  String queue() {
    return queue;
  }

  synchronized List<Claim> claims() {
    return List.copyOf(rest);
  }

  synchronized Claim next() {
    currentSince = ticker.nanos();
    return rest.poll();
  }

  synchronized boolean isEmpty() {
    return rest.isEmpty();
  }

  /** Takes away what has not been begun, if the current task has lasted this long. */
  synchronized List<Claim> takeRestIfSlow(long nowNanos, long slowNanos) {
    if (rest.isEmpty() || nowNanos - currentSince < slowNanos) {
      return List.of();
    }
    return takeRest();
  }

  /** Takes away what has not been begun. */
  synchronized List<Claim> takeRest() {
    List<Claim> taken = new ArrayList<>(rest);
    rest.clear();
    return taken;
  }
}
