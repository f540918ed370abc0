package org.waybill.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.waybill.owner.Owner;

/**
 * How many tasks of a queue each owner has dispatched or running. While several owners submit, one
 * of them gets no more than seven eighths of the places, so that others need not wait until a long
 * task ends. An owner alone gets all of them, and of fewer than eight places none is kept.
 *
 * <p>Not thread-safe.
 */
final class OwnerShares {

  private static final int PART_FOR_OTHERS = 8;
  private static final long OTHERS_STAY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<Owner, Integer> held = new HashMap<>();
  private Owner latest;
  private boolean areSeveral;
  private long changedAt;

  /** A task of this owner is dispatched. */
  void add(Owner owner, long now) {
    held.merge(owner, 1, Integer::sum);
    if (!owner.equals(latest)) {
      areSeveral = latest != null;
      changedAt = now;
      latest = owner;
    }
  }

  /** A task of this owner no longer runs; never below zero, since other nodes dispatch too. */
  void remove(Owner owner) {
    held.computeIfPresent(owner, (each, n) -> n == 1 ? null : n - 1);
  }

  /** Believes the rows. */
  void recount(Map<Owner, Integer> rows) {
    held.clear();
    held.putAll(rows);
  }

  /**
   * Whether one more task of this owner, after so many others, may be dispatched now.
   *
   * @param places tasks of the queue that run at the same time
   * @param ahead tasks that are claimed in the next moment: they hold no place for long
   */
  boolean mayHold(Owner owner, int more, int places, int ahead, long now) {
    int forOthers = places / PART_FOR_OTHERS;
    return !areSeveral
        || forOthers == 0
        || held.getOrDefault(owner, 0) + more < places - forOthers + ahead
        || now - changedAt > OTHERS_STAY_NANOS;
  }
}
