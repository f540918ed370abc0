package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.waybill.task.Deciding;
import org.waybill.task.Deciding.Head;
import org.waybill.task.Deciding.Line;
import org.waybill.type.RunningTypes;

/** Who stands in line, and who of them goes next. */
@ApplicationScoped
class Lineup {

  /** Decisions that count the tasks of tenants or users over all queues exclude each other. */
  private static final String ALL_QUEUES = "limits";

  private record Arrival(String queue, Line line, Instant rank) {}

  /**
   * What a decision came to.
   *
   * @param released marked as released, in order
   * @param more whether more might have been released
   * @param blocked whether limits kept somebody
   * @param untilToken how long until a rate allows somebody a start; null if none was kept by one
   */
  record Decided(List<Head> released, boolean more, boolean blocked, Duration untilToken) {
    static final Decided NOTHING = new Decided(List.of(), false, false, null);
  }

  @Inject private Deciding deciding;
  @Inject private Limits limits;
  @Inject private Rates rates;
  @Inject private RunningTypes running;

  private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Map<String, Turns> turns = new HashMap<>();

  /** Read by others than the thread that decides. */
  private final Map<String, Boolean> waiting = new java.util.concurrent.ConcurrentHashMap<>();

  /** A committed task stands in line. */
  void stand(String queue, Line line, Instant rank) {
    waiting.put(queue, true);
    arrivals.add(new Arrival(queue, line, rank));
  }

  /** Whether somebody stands in line, as far as this node knows. */
  boolean isWaiting(String queue) {
    return waiting.getOrDefault(queue, false);
  }

  /**
   * Lets the next go, at most so many.
   *
   * @param who whose turn it may be
   * @return empty if another node is deciding at the moment
   */
  Optional<Decided> decide(String queue, int room, Predicate<Line> who) {
    Turns line = line(queue);
    if (line.isEmpty()) {
      return Optional.of(Decided.NOTHING);
    }
    Rules rules = limits.now();
    String lock = rules.countOwners() ? ALL_QUEUES : queue;
    Optional<Decided> decided =
        deciding.decide(lock, queue, decision -> decide(decision, rules, line, room, queue, who));
    waiting.put(queue, !line.isEmpty() || !arrivals.isEmpty());
    return decided;
  }

  private Turns line(String queue) {
    for (Arrival a = arrivals.poll(); a != null; a = arrivals.poll()) {
      of(a.queue()).stand(a.line(), a.rank());
    }
    return of(queue);
  }

  private Turns of(String queue) {
    return turns.computeIfAbsent(queue, q -> new Turns(limits::now));
  }

  private Decided decide(
      Deciding.Decision decision,
      Rules rules,
      Turns line,
      int room,
      String queue,
      Predicate<Line> who)
      throws SQLException {
    Map<Line, Integer> owners = rules.countOwners() ? decision.underWayOfOwners() : Map.of();
    boolean counted = rules.ofQueue(queue).map(Rule::concurrency).isPresent();
    int inQueue = counted ? decision.underWay() : 0;
    Quota quota = new Quota(rules, rates, queue, owners, inQueue);
    Turns.Gate gate = each -> who.test(each) ? quota.ask(each) : Turns.Gate.Answer.NOT_THIS_USER;
    Collection<String> types = running.only().orElse(null);
    List<Head> released = new ArrayList<>();
    try {
      boolean gotSome = true;
      while (gotSome && released.size() < room) {
        List<Line> picks = line.next(room - released.size(), gate);
        gotSome = !picks.isEmpty();
        released.addAll(release(decision, picks, line, quota, types));
      }
    } finally {
      quota.close();
    }
    boolean more = released.size() == room;
    return new Decided(released, more, quota.hasBlocked(), quota.untilToken().orElse(null));
  }

  /** Releases the first tasks of the lines whose turn it is. */
  private static List<Head> release(
      Deciding.Decision decision,
      List<Line> picks,
      Turns turns,
      Quota quota,
      Collection<String> types)
      throws SQLException {
    Map<Line, Integer> wanted = new LinkedHashMap<>();
    picks.forEach(line -> wanted.merge(line, 1, Integer::sum));
    Map<Line, Deque<Head>> heads = new HashMap<>();
    if (!wanted.isEmpty()) {
      decision
          .heads(wanted, types)
          .forEach(h -> heads.computeIfAbsent(h.line(), l -> new ArrayDeque<>()).add(h));
    }
    wanted.forEach((line, n) -> settle(turns, quota, line, n, heads.get(line)));
    List<Head> going = new ArrayList<>();
    Map<UUID, Duration> postponed = new HashMap<>();
    for (Line line : picks) {
      Head head = heads.containsKey(line) ? heads.get(line).poll() : null;
      if (head != null) {
        Duration wait = head.rateKey() == null ? Duration.ZERO : quota.start(line, head.rateKey());
        if (wait.isZero()) {
          going.add(head);
        } else {
          postponed.put(head.id(), wait);
          quota.giveBack(line, 1);
        }
      }
    }
    if (!postponed.isEmpty()) {
      decision.postpone(postponed);
    }
    Set<UUID> released = new HashSet<>(going.isEmpty() ? List.of() : decision.release(ids(going)));
    return going.stream().filter(head -> released.contains(head.id())).toList();
  }

  private static List<UUID> ids(List<Head> heads) {
    return heads.stream().map(Head::id).toList();
  }

  /** A line with fewer tasks than turns has ended; any other goes on after what it got. */
  private static void settle(Turns turns, Quota quota, Line line, int n, Deque<Head> heads) {
    int got = heads == null ? 0 : heads.size();
    if (got < n) {
      turns.leave(line, n - got);
      quota.giveBack(line, n - got);
    } else {
      turns.first(line, heads.getLast().rank());
    }
  }
}
