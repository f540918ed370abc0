package org.waybill.dispatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.waybill.dispatch.OwnerCounts.Verdict;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;

/**
 * Number of waiting tasks in one place: the last count of the rows plus the tasks admitted since,
 * so never less than the truth as far as this node admits. Far from the limit a count is used for a
 * second, near it for a tenth of a second. While one thread counts, the others use the previous
 * value. Owners are counted separately only when the total exceeds the share of one, which is rare.
 */
final class WaitingCounter {

  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FULL_BELIEVED_NANOS = Duration.ofMillis(100).toNanos();

  private final Ticker ticker;
  private final IntSupplier countAll;
  private final Supplier<Map<Owner, Integer>> countOwners;
  private final Map<Owner, Integer> notYetStored = new HashMap<>();

  /** Held while counting the rows; never requested by a thread that holds the monitor. */
  private final ReentrantLock counting = new ReentrantLock();

  private int all;
  private long since;
  private boolean counted;

  /** Null if the last count did not need to separate owners. */
  private OwnerCounts owners;

  /** Tasks admitted or removed since a count began; null while no count is running. */
  private Map<Owner, Integer> meanwhile;

  WaitingCounter(Ticker ticker, IntSupplier countAll, Supplier<Map<Owner, Integer>> countOwners) {
    this.ticker = ticker;
    this.countAll = countAll;
    this.countOwners = countOwners;
  }

  /** Counts the rows if the known value is too old for this many more tasks. */
  void prepare(int wanted, BacklogShares first, Function<Owner, BacklogShares> shares) {
    long now = ticker.nanos();
    boolean apart;
    synchronized (this) {
      boolean near = all + wanted > first.most() * 3L / 4;
      if (counted && now - since < (near ? FULL_BELIEVED_NANOS : BELIEVED_NANOS)) {
        return;
      }
      apart = all + wanted > first.harmless();
    }
    count(now, apart, shares);
  }

  /** Admits one task, or returns the reason for rejecting it. */
  Verdict admit(Owner owner, BacklogShares shares, Function<Owner, BacklogShares> ofAll) {
    long now = ticker.nanos();
    return ask(owner, shares, now)
        .orElseGet(
            () -> {
              count(now, true, ofAll);
              return take(owner, shares);
            });
  }

  /** Empty if the rows have to be counted first, by owner. */
  private synchronized Optional<Verdict> ask(Owner owner, BacklogShares shares, long now) {
    boolean needsOwners = owners == null && all >= shares.harmless();
    boolean old = now - since >= FULL_BELIEVED_NANOS;
    return needsOwners || old && verdict(owner, shares) != Verdict.ADMITTED
        ? Optional.empty()
        : Optional.of(take(owner, shares));
  }

  private synchronized Verdict take(Owner owner, BacklogShares shares) {
    Verdict verdict = verdict(owner, shares);
    if (verdict == Verdict.ADMITTED) {
      move(owner, 1, shares);
      notYetStored.merge(owner, 1, Integer::sum);
    }
    return verdict;
  }

  private Verdict verdict(Owner owner, BacklogShares shares) {
    if (owners != null) {
      return owners.ask(owner, shares);
    }
    return all < shares.most() ? Verdict.ADMITTED : Verdict.QUEUE_FULL;
  }

  /** Counts the rows, unless another thread has done so since the request. */
  private void count(long asked, boolean apart, Function<Owner, BacklogShares> shares) {
    counting.lock();
    try {
      Map<Owner, Integer> besides;
      long begun = ticker.nanos();
      synchronized (this) {
        if (counted && since - asked >= 0 && (owners != null || !apart)) {
          return;
        }
        besides = new HashMap<>(notYetStored);
        meanwhile = new HashMap<>();
      }
      Map<Owner, Integer> ofOwners = apart ? new HashMap<>(countOwners.get()) : Map.of();
      int stored = apart ? 0 : countAll.getAsInt();
      synchronized (this) {
        meanwhile.forEach((owner, n) -> besides.merge(owner, n, Integer::sum));
        if (apart) {
          besides.forEach((owner, n) -> ofOwners.merge(owner, n, Integer::sum));
          owners = OwnerCounts.of(ofOwners, shares);
          all = owners.all();
        } else {
          owners = null;
          all = stored + besides.values().stream().mapToInt(n -> n).sum();
        }
        since = begun;
        counted = true;
      }
    } finally {
      synchronized (this) {
        meanwhile = null;
      }
      counting.unlock();
    }
  }

  /** One that was admitted is not stored after all. */
  synchronized void giveBack(Owner owner, BacklogShares shares) {
    move(owner, -1, shares);
    stored(owner);
  }

  /** One that was admitted is a row now, or will never be. */
  synchronized void stored(Owner owner) {
    notYetStored.merge(owner, -1, (before, one) -> before == 1 ? null : before + one);
  }

  private void move(Owner owner, int n, BacklogShares shares) {
    all += n;
    if (owners != null) {
      owners.add(owner, n, shares);
    }
    if (meanwhile != null) {
      meanwhile.merge(owner, n, Integer::sum);
    }
  }

  /** What this owner and his tenant have, as far as is known. */
  synchronized int ofUser(Owner owner) {
    return owners == null ? 0 : owners.ofUser(owner);
  }

  synchronized int ofTenant(String tenant) {
    return owners == null ? 0 : owners.ofTenant(tenant);
  }
}
