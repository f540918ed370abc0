package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.waybill.owner.Owner;
import org.waybill.task.DispatchQueries.ReadyTask;
import org.waybill.type.RunningTypes;

/** Dispatches the next tasks of a queue, as many as its in-flight window has room for. */
@ApplicationScoped
class DispatchRound {

  private static final Duration FULL_WINDOW_TICK = Duration.ofMillis(50);
  private static final Duration OTHERS_DECIDE = Duration.ofMillis(5);
  private static final int MOST_AT_ONCE = 2_000;

  /** Queues in which a limit or share holds tasks back: any completion may change that. */
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();

  /** Queues with a new ready task that may use the reserved part of a full window. */
  private final Set<String> newcomers = ConcurrentHashMap.newKeySet();

  @Inject private InFlightWindow inFlightWindow;
  @Inject private ReadyQueue readyQueue;
  @Inject private Pauses pauses;
  @Inject private DispatchPublisher dispatchPublisher;
  @Inject private RunningTypes running;

  /** A committed task is ready; returns whether a decision is worth its statements now. */
  boolean enqueue(String queue, Owner owner, Instant rank) {
    readyQueue.enqueue(queue, owner, rank);
    if (inFlightWindow.mayGoAhead(queue, owner, 1)) {
      newcomers.add(queue);
      return true;
    }
    return inFlightWindow.isWorthwhile(queue);
  }

  /** Whether a completion may free a task that a limit holds back. */
  boolean areBlocked() {
    return !blocked.isEmpty();
  }

  /** Whether ready tasks wait for room in the window. */
  boolean isFull(String queue) {
    return mayGo(queue) && inFlightWindow.room(queue) == 0;
  }

  private boolean mayGo(String queue) {
    return readyQueue.isWaiting(queue) && inFlightWindow.isOpen() && running.serves(queue);
  }

  /** Dispatches what may start; returns when to check the queue again, as far as is known. */
  Optional<Duration> letGo(String queue) {
    if (!mayGo(queue)) {
      return Optional.empty();
    }
    int room = Math.min(inFlightWindow.room(queue), MOST_AT_ONCE);
    return room > 0 ? letAnybodyGo(queue, room) : Optional.of(admitNewcomers(queue));
  }

  private Optional<Duration> letAnybodyGo(String queue, int room) {
    Map<Owner, Integer> asked = new HashMap<>();
    AtomicBoolean heldBack = new AtomicBoolean();
    Optional<ReadyQueue.Decided> decided =
        readyQueue.decide(
            queue,
            room,
            owner -> {
              int more = asked.merge(owner, 1, Integer::sum) - 1;
              boolean may = inFlightWindow.mayHold(queue, owner, more);
              heldBack.compareAndSet(false, !may);
              return may;
            });
    if (decided.isEmpty()) {
      return Optional.of(OTHERS_DECIDE);
    }
    ReadyQueue.Decided done = decided.get();
    dispatch(queue, done.released());
    if (done.blocked() || heldBack.get()) {
      blocked.add(queue);
    } else {
      blocked.remove(queue);
    }
    return done.more()
        ? Optional.of(Duration.ZERO)
        : Optional.ofNullable(done.untilToken()).map(DispatchRound::atLeastOneMilli);
  }

  /** The window is full, but an owner with few tasks in it need not wait for the others. */
  private Duration admitNewcomers(String queue) {
    int room = inFlightWindow.roomForFew(queue);
    if (room == 0 || !newcomers.remove(queue)) {
      return FULL_WINDOW_TICK;
    }
    Map<Owner, Integer> asked = new HashMap<>();
    Optional<ReadyQueue.Decided> decided =
        readyQueue.decide(
            queue,
            room,
            owner -> inFlightWindow.mayGoAhead(queue, owner, asked.merge(owner, 1, Integer::sum)));
    if (decided.isEmpty()) {
      newcomers.add(queue);
      return OTHERS_DECIDE;
    }
    dispatch(queue, decided.get().released());
    return FULL_WINDOW_TICK;
  }

  private static Duration atLeastOneMilli(Duration wait) {
    return wait.toMillis() < 1 ? Duration.ofMillis(1) : wait;
  }

  private void dispatch(String queue, List<ReadyTask> released) {
    List<Boolean> ahead = new ArrayList<>(released.size());
    released.forEach(head -> ahead.add(inFlightWindow.taken(queue, head.owner())));
    List<ReadyTask> kept = pauses.takeBackOf(queue, released);
    kept.forEach(head -> readyQueue.enqueue(queue, head.owner(), head.rank()));
    for (int i = 0; i < released.size(); i++) {
      ReadyTask head = released.get(i);
      if (!kept.contains(head)) {
        dispatchPublisher.add(queue, head.owner(), head.id(), head.hasRun(), ahead.get(i));
      }
    }
  }
}
