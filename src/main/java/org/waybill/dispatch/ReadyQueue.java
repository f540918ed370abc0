package org.waybill.dispatch;

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
import org.waybill.owner.Owner;
import org.waybill.task.DispatchQueries;
import org.waybill.task.DispatchQueries.ReadyTask;
import org.waybill.type.RunningTypes;

/** The owners with ready tasks, and which of them is next. */
@ApplicationScoped
class ReadyQueue {

  /** Decisions that count the tasks of tenants or users over all queues exclude each other. */
  private static final String ALL_QUEUES = "limits";

  private record Arrival(String queue, Owner owner, Instant rank) {}

  /**
   * The result of a decision.
   *
   * @param released tasks marked as dispatched, in order
   * @param more whether more could have been dispatched
   * @param blocked whether limits held tasks back
   * @param untilToken time until a rate limit allows the next start; null if none held tasks back
   */
  record Decided(List<ReadyTask> released, boolean more, boolean blocked, Duration untilToken) {
    static final Decided NOTHING = new Decided(List.of(), false, false, null);
  }

  @Inject private DispatchQueries dispatchQueries;
  @Inject private LimitRegistry limitRegistry;
  @Inject private RateLimiter rateLimiter;
  @Inject private RunningTypes running;

  private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Map<String, WeightedFairQueue> turns = new HashMap<>();

  /** Read by others than the thread that decides. */
  private final Map<String, Boolean> waiting = new java.util.concurrent.ConcurrentHashMap<>();

  /** A committed task is ready. */
  void enqueue(String queue, Owner owner, Instant rank) {
    waiting.put(queue, true);
    arrivals.add(new Arrival(queue, owner, rank));
  }

  /** Whether ready tasks exist, as far as this node knows. */
  boolean isWaiting(String queue) {
    return waiting.getOrDefault(queue, false);
  }

  /**
   * Dispatches the next tasks, at most this many.
   *
   * @param who the owners that may be next
   * @return empty if another node is deciding at the moment
   */
  Optional<Decided> decide(String queue, int room, Predicate<Owner> who) {
    WeightedFairQueue fairQueue = fairQueue(queue);
    if (fairQueue.isEmpty()) {
      return Optional.of(Decided.NOTHING);
    }
    LimitRules limitRules = limitRegistry.now();
    String lock = limitRules.countOwners() ? ALL_QUEUES : queue;
    Optional<Decided> decided =
        dispatchQueries.decide(
            lock, queue, decision -> decide(decision, limitRules, fairQueue, room, queue, who));
    waiting.put(queue, !fairQueue.isEmpty() || !arrivals.isEmpty());
    return decided;
  }

  private WeightedFairQueue fairQueue(String queue) {
    for (Arrival a = arrivals.poll(); a != null; a = arrivals.poll()) {
      of(a.queue()).enqueue(a.owner(), a.rank());
    }
    return of(queue);
  }

  private WeightedFairQueue of(String queue) {
    return turns.computeIfAbsent(queue, q -> new WeightedFairQueue(limitRegistry::now));
  }

  private Decided decide(
      DispatchQueries.Decision decision,
      LimitRules limitRules,
      WeightedFairQueue fairQueue,
      int room,
      String queue,
      Predicate<Owner> who)
      throws SQLException {
    Map<Owner, Integer> owners = limitRules.countOwners() ? decision.underWayOfOwners() : Map.of();
    boolean counted = limitRules.ofQueue(queue).map(LimitRule::concurrency).isPresent();
    int inQueue = counted ? decision.underWay() : 0;
    LimitEvaluation limitEvaluation =
        new LimitEvaluation(limitRules, rateLimiter, queue, owners, inQueue);
    WeightedFairQueue.Admission admission =
        each ->
            who.test(each)
                ? limitEvaluation.ask(each)
                : WeightedFairQueue.Admission.Answer.NOT_THIS_USER;
    Collection<String> types = running.only().orElse(null);
    List<ReadyTask> released = new ArrayList<>();
    try {
      boolean gotSome = true;
      while (gotSome && released.size() < room) {
        List<Owner> picks = fairQueue.next(room - released.size(), admission);
        gotSome = !picks.isEmpty();
        released.addAll(release(decision, picks, fairQueue, limitEvaluation, types));
      }
    } finally {
      limitEvaluation.close();
    }
    boolean more = released.size() == room;
    return new Decided(
        released, more, limitEvaluation.hasBlocked(), limitEvaluation.untilToken().orElse(null));
  }

  /** Dispatches the first tasks of the selected owners. */
  private static List<ReadyTask> release(
      DispatchQueries.Decision decision,
      List<Owner> picks,
      WeightedFairQueue turns,
      LimitEvaluation limitEvaluation,
      Collection<String> types)
      throws SQLException {
    Map<Owner, Integer> wanted = new LinkedHashMap<>();
    picks.forEach(owner -> wanted.merge(owner, 1, Integer::sum));
    Map<Owner, Deque<ReadyTask>> heads = new HashMap<>();
    if (!wanted.isEmpty()) {
      decision
          .heads(wanted, types)
          .forEach(h -> heads.computeIfAbsent(h.owner(), l -> new ArrayDeque<>()).add(h));
    }
    wanted.forEach((owner, n) -> settle(turns, limitEvaluation, owner, n, heads.get(owner)));
    List<ReadyTask> going = new ArrayList<>();
    Map<UUID, Duration> postponed = new HashMap<>();
    for (Owner owner : picks) {
      ReadyTask head = heads.containsKey(owner) ? heads.get(owner).poll() : null;
      if (head != null) {
        Duration wait =
            head.rateKey() == null ? Duration.ZERO : limitEvaluation.start(owner, head.rateKey());
        if (wait.isZero()) {
          going.add(head);
        } else {
          postponed.put(head.id(), wait);
          limitEvaluation.giveBack(owner, 1);
        }
      }
    }
    if (!postponed.isEmpty()) {
      decision.postpone(postponed);
    }
    Set<UUID> released = new HashSet<>(going.isEmpty() ? List.of() : decision.release(ids(going)));
    return going.stream().filter(head -> released.contains(head.id())).toList();
  }

  private static List<UUID> ids(List<ReadyTask> heads) {
    return heads.stream().map(ReadyTask::id).toList();
  }

  /** An owner with fewer tasks than turns has no more; any other continues after what it got. */
  private static void settle(
      WeightedFairQueue turns,
      LimitEvaluation limitEvaluation,
      Owner owner,
      int n,
      Deque<ReadyTask> heads) {
    int got = heads == null ? 0 : heads.size();
    if (got < n) {
      turns.leave(owner, n - got);
      limitEvaluation.giveBack(owner, n - got);
    } else {
      turns.first(owner, heads.getLast().rank());
    }
  }
}
