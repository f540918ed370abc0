package org.waybill.release;

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
import org.waybill.task.Deciding.Head;
import org.waybill.task.Deciding.Line;
import org.waybill.type.RunningTypes;

/** Lets the next tasks of a queue go, as many as its window has room for. */
@ApplicationScoped
class NextTasks {

  private static final Duration FULL_WINDOW_TICK = Duration.ofMillis(50);
  private static final Duration OTHERS_DECIDE = Duration.ofMillis(5);
  private static final int MOST_AT_ONCE = 2_000;

  /** Queues in which a limit keeps somebody: any ending may change that. */
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();

  /** Queues in which somebody came into line who need not wait for room. */
  private final Set<String> newcomers = ConcurrentHashMap.newKeySet();

  @Inject private Window window;
  @Inject private Lineup lineup;
  @Inject private Pauses pauses;
  @Inject private HandOver handOver;
  @Inject private RunningTypes running;

  /** A committed task stands in line; answers whether deciding is worth its statements now. */
  boolean stand(String queue, Line line, Instant rank) {
    lineup.stand(queue, line, rank);
    if (window.mayGoAhead(queue, line, 1)) {
      newcomers.add(queue);
      return true;
    }
    return window.isWorthwhile(queue);
  }

  /** Whether an ending may let somebody go whom a limit keeps. */
  boolean areBlocked() {
    return !blocked.isEmpty();
  }

  /** Whether the window keeps somebody in line. */
  boolean isFull(String queue) {
    return mayGo(queue) && window.room(queue) == 0;
  }

  private boolean mayGo(String queue) {
    return lineup.isWaiting(queue) && window.isOpen() && running.serves(queue);
  }

  /** Lets go who may; answers when to look at the queue again, as far as is known. */
  Optional<Duration> letGo(String queue) {
    if (!mayGo(queue)) {
      return Optional.empty();
    }
    int room = Math.min(window.room(queue), MOST_AT_ONCE);
    return room > 0 ? letAnybodyGo(queue, room) : Optional.of(letNewcomersGo(queue));
  }

  private Optional<Duration> letAnybodyGo(String queue, int room) {
    Optional<Lineup.Decided> decided = lineup.decide(queue, room, line -> true);
    if (decided.isEmpty()) {
      return Optional.of(OTHERS_DECIDE);
    }
    Lineup.Decided done = decided.get();
    handOver(queue, done.released());
    if (done.blocked()) {
      blocked.add(queue);
    } else {
      blocked.remove(queue);
    }
    return done.more()
        ? Optional.of(Duration.ZERO)
        : Optional.ofNullable(done.untilToken()).map(NextTasks::atLeastOneMilli);
  }

  /** The window is full; who has few tasks in it need not wait until others' have left it. */
  private Duration letNewcomersGo(String queue) {
    int room = window.roomForFew(queue);
    if (room == 0 || !newcomers.remove(queue)) {
      return FULL_WINDOW_TICK;
    }
    Map<Line, Integer> asked = new HashMap<>();
    Optional<Lineup.Decided> decided =
        lineup.decide(
            queue,
            room,
            line -> window.mayGoAhead(queue, line, asked.merge(line, 1, Integer::sum)));
    if (decided.isEmpty()) {
      newcomers.add(queue);
      return OTHERS_DECIDE;
    }
    handOver(queue, decided.get().released());
    return FULL_WINDOW_TICK;
  }

  private static Duration atLeastOneMilli(Duration wait) {
    return wait.toMillis() < 1 ? Duration.ofMillis(1) : wait;
  }

  private void handOver(String queue, List<Head> released) {
    List<Boolean> ahead = new ArrayList<>(released.size());
    released.forEach(head -> ahead.add(window.taken(queue, head.line())));
    List<Head> kept = pauses.takeBackOf(queue, released);
    kept.forEach(head -> lineup.stand(queue, head.line(), head.rank()));
    for (int i = 0; i < released.size(); i++) {
      Head head = released.get(i);
      if (!kept.contains(head)) {
        handOver.add(queue, head.line(), head.id(), head.hasRun(), ahead.get(i));
      }
    }
  }
}
