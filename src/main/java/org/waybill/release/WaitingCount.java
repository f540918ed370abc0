package org.waybill.release;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.waybill.release.OwnerCounts.Verdict;
import org.waybill.task.Deciding.Line;

/**
 * What waits in one place, as the rows said at the last count, and what was admitted since. Far
 * from the bound a count is believed for a second, near it only for the tasks at hand. Owners are
 * told apart only where all together are more than one of them may have: in the usual case nobody
 * asks for that.
 *
 * <p>Its callers hold its lock.
 */
final class WaitingCount {

  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FULL_BELIEVED_NANOS = Duration.ofMillis(100).toNanos();

  private final IntSupplier countAll;
  private final Supplier<Map<Line, Integer>> countOwners;
  private final Map<Line, Integer> notYetStored = new HashMap<>();

  private int all;
  private long since;
  private boolean counted;

  /** Null where nobody had to tell owners apart at the last count. */
  private OwnerCounts owners;

  WaitingCount(IntSupplier countAll, Supplier<Map<Line, Integer>> countOwners) {
    this.countAll = countAll;
    this.countOwners = countOwners;
  }

  /** Looks at the rows where what is known is too old for so many more tasks. */
  void prepare(int wanted, Shares first, Function<Line, Shares> shares) {
    long now = System.nanoTime();
    if (!isBelieved(now, wanted, first.most())) {
      count(now, all + wanted > first.harmless(), shares);
    }
  }

  private boolean isBelieved(long now, int wanted, int most) {
    long age = now - since;
    return counted
        && (all >= most
            ? age < FULL_BELIEVED_NANOS
            : all + wanted <= most * 3L / 4 && age < BELIEVED_NANOS);
  }

  private void count(long now, boolean apart, Function<Line, Shares> shares) {
    int pending = notYetStored.values().stream().mapToInt(n -> n).sum();
    if (apart) {
      Map<Line, Integer> counts = new HashMap<>(countOwners.get());
      notYetStored.forEach((line, n) -> counts.merge(line, n, Integer::sum));
      owners = OwnerCounts.of(counts, shares);
      all = owners.all();
    } else {
      owners = null;
      all = countAll.getAsInt() + pending;
    }
    since = now;
    counted = true;
  }

  /** Admits one task, or says why not. */
  Verdict admit(Line line, Shares shares, Function<Line, Shares> ofAll) {
    long now = System.nanoTime();
    if (owners == null && all >= shares.harmless()) {
      count(now, true, ofAll);
    }
    Verdict verdict = verdict(line, shares);
    if (verdict != Verdict.ADMITTED && now - since >= FULL_BELIEVED_NANOS) {
      count(now, true, ofAll);
      verdict = verdict(line, shares);
    }
    if (verdict == Verdict.ADMITTED) {
      move(line, 1, shares);
      notYetStored.merge(line, 1, Integer::sum);
    }
    return verdict;
  }

  private Verdict verdict(Line line, Shares shares) {
    if (owners != null) {
      return owners.ask(line, shares);
    }
    return all < shares.most() ? Verdict.ADMITTED : Verdict.QUEUE_FULL;
  }

  /** One that was admitted is not stored after all. */
  void giveBack(Line line, Shares shares) {
    move(line, -1, shares);
    stored(line);
  }

  /** One that was admitted is a row now, or will never be. */
  void stored(Line line) {
    notYetStored.merge(line, -1, (before, one) -> before == 1 ? null : before + one);
  }

  private void move(Line line, int n, Shares shares) {
    all += n;
    if (owners != null) {
      owners.add(line, n, shares);
    }
  }

  /** What this owner and his tenant have, as far as is known. */
  int ofUser(Line line) {
    return owners == null ? 0 : owners.ofUser(line);
  }

  int ofTenant(String tenant) {
    return owners == null ? 0 : owners.ofTenant(tenant);
  }
}
