package org.waybill.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.owner.Owner;
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

  private final Map<Owner, Integer> ofOwner = new HashMap<>();
  private final OwnerShares shares = new OwnerShares();
  private int all;

  /** The owner with the most tasks at the last addition. */
  private Owner biggest;

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

  /**
   * Takes a place if fewer than {@code most} are taken.
   *
   * @param places tasks of the queue that run at the same time; see {@link OwnerShares}
   */
  synchronized boolean take(Owner owner, int most, int places) {
    boolean free = all < most && mayHold(owner, 0, places);
    if (free) {
      add(owner);
    }
    return free;
  }

  /** Takes a place; answers whether this one goes before those of others. */
  synchronized boolean add(Owner owner) {
    boolean ahead = mayGoAhead(owner, 0);
    mayGoAhead = ahead ? mayGoAhead - 1 : Math.min(MOST_AHEAD, mayGoAhead + 1);
    shares.add(owner, ticker.nanos());
    all++;
    if (ofOwner.merge(owner, 1, Integer::sum) >= of(biggest)) {
      biggest = owner;
    }
    return ahead;
  }

  /** Frees the slot of a task that does not start after all. */
  synchronized void giveBack(Owner owner) {
    claimed(owner);
    ended(owner);
  }

  /** A task no longer runs. */
  synchronized void ended(Owner owner) {
    shares.remove(owner);
  }

  /** Whether one more task of this owner, after so many others, leaves room for others. */
  synchronized boolean mayHold(Owner owner, int more, int places) {
    return shares.mayHold(owner, more, places, 2 * pace(), ticker.nanos());
  }

  /** Frees a slot; never below zero, since tasks dispatched by other nodes may be claimed here. */
  synchronized void claimed(Owner owner) {
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
  synchronized void recount(Map<Owner, Integer> rows, Map<Owner, Integer> running) {
    Map<Owner, Integer> held = new HashMap<>(running);
    rows.forEach((owner, n) -> held.merge(owner, n, Integer::sum));
    shares.recount(held);
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
  synchronized boolean mayGoAhead(Owner owner, int more) {
    return mayGoAhead > more && (of(owner) + more + 1) * FEW <= of(biggest);
  }

  private int of(Owner owner) {
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
