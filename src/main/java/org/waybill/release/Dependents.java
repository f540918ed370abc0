package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.waybill.task.Following;
import org.waybill.task.TaskKey;

/** Remembers who may wait for others in vain, and lets go on whose needs are met. */
@ApplicationScoped
class Dependents {

  private static final UUID BEGINNING = new UUID(0, 0);
  private static final int PAGE = 500;

  /** Nobody who has waited for less was forgotten. */
  private static final Duration LONG = Duration.ofSeconds(3);

  private final ConcurrentLinkedQueue<UUID> ended = new ConcurrentLinkedQueue<>();

  /** Parents that wait for children, which may all have ended before. */
  private final ConcurrentLinkedQueue<UUID> parents = new ConcurrentLinkedQueue<>();

  private UUID lookedUntil = BEGINNING;

  @Inject private Following following;

  /** A task has ended for which others wait. */
  void ended(UUID task) {
    ended.add(task);
  }

  /** A task has begun to wait for those it handed over. */
  void waits(UUID parent) {
    parents.add(parent);
  }

  /** Who goes on, of those who wait for what has ended. */
  List<TaskKey> goOn() {
    Set<UUID> waiting = new HashSet<>(all(parents));
    List<UUID> now = all(ended);
    if (!now.isEmpty()) {
      waiting.addAll(following.followersOf(now));
    }
    return resolve(waiting);
  }

  List<TaskKey> resolve(Collection<UUID> waiting) {
    return waiting.isEmpty() ? List.of() : following.resolve(waiting);
  }

  /** Who goes on, of some who have waited for long, and of others at the next call. */
  synchronized List<TaskKey> lookAround() {
    List<UUID> some = following.waitingLong(lookedUntil, LONG, PAGE);
    lookedUntil = some.size() < PAGE ? BEGINNING : some.get(PAGE - 1);
    return resolve(some);
  }

  private static List<UUID> all(ConcurrentLinkedQueue<UUID> queue) {
    List<UUID> ids = new ArrayList<>();
    for (UUID id = queue.poll(); id != null; id = queue.poll()) {
      ids.add(id);
    }
    return ids;
  }
}
