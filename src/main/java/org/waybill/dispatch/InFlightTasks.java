package org.waybill.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.task.DispatchQueries.FairShareKey;
import org.waybill.time.Ticker;

/**
 * The tasks of one queue that are dispatched and not yet claimed: by owner, with their throughput.
 */
final class InFlightTasks {

  private static final long SLOT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** An owner with less than one task in flight per this many of another owner delays nobody. */
  private static final int FEW = 4;

  /** This many may go before tasks that came earlier, and one more for each that did not. */
  private static final int MOST_AHEAD = 64;

  private final Map<FairShareKey, Integer> ofOwner = new HashMap<>();
  private int all;

  /** The owner with the most tasks at the last addition. */
  private FairShareKey biggest;

  private int mayGoAhead = MOST_AHEAD;

  private final Ticker ticker;
  private long slot;
  private int wentNow;
  private int wentBefore;

  InFlightTasks(Ticker ticker) {
    this.ticker = ticker;
    this.slot = ticker.nanos();
  }

  synchronized int all() {
    return all;
  }

  /** Takes a place if fewer than {@code most} are taken. */
  synchronized boolean take(FairShareKey owner, int most) {
    boolean free = all < most;
    if (free) {
      add(owner);
    }
    return free;
  }

  /** Takes a place; answers whether this one goes before those of others. */
  synchronized boolean add(FairShareKey owner) {
    boolean ahead = mayGoAhead(owner, 0);
    mayGoAhead = ahead ? mayGoAhead - 1 : Math.min(MOST_AHEAD, mayGoAhead + 1);
    all++;
    if (ofOwner.merge(owner, 1, Integer::sum) >= of(biggest)) {
      biggest = owner;
    }
    return ahead;
  }

  /** Frees a slot; never below zero, since tasks dispatched by other nodes may be claimed here. */
  synchronized void free(FairShareKey owner) {
    if (all > 0) {
      all--;
    }
    ofOwner.computeIfPresent(owner, (each, n) -> n == 1 ? null : n - 1);
    if (all == 0) {
      ofOwner.clear();
    }
    went(1);
  }

  /** Believes the rows; what is less in them was claimed elsewhere. */
  synchronized void recount(Map<FairShareKey, Integer> rows) {
    int counted = rows.values().stream().mapToInt(n -> n).sum();
    went(Math.max(0, all - counted));
    ofOwner.clear();
    ofOwner.putAll(rows);
    biggest =
        rows.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(null);
    all = counted;
  }

  /**
   * Whether a task of this owner, after this many more, goes before others: if the owner has few
   * tasks in flight and would wait behind somebody with many. Nobody starves: those who go ahead
   * are never more than those who do not.
   */
  synchronized boolean mayGoAhead(FairShareKey owner, int more) {
    return mayGoAhead > more && (of(owner) + more + 1) * FEW <= of(biggest);
  }

  private int of(FairShareKey owner) {
    return owner == null ? 0 : ofOwner.getOrDefault(owner, 0);
  }

  /** How many places became free within a twentieth of a second, lately. */
  synchronized int pace() {
    went(0);
    return Math.max(wentNow, wentBefore);
  }

  private void went(int places) {
    long slots = (ticker.nanos() - slot) / SLOT_NANOS;
    if (slots > 0) {
      wentBefore = slots == 1 ? wentNow : 0;
      wentNow = 0;
      slot += slots * SLOT_NANOS;
    }
    wentNow += places;
  }
}
