package org.waybill.dispatch;

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
import org.waybill.task.TaskDependencies;
import org.waybill.task.TaskRef;

/**
 * Remembers tasks whose dependencies can no longer succeed, and makes tasks ready whose
 * dependencies are met.
 */
@ApplicationScoped
class DependencyResolver {

  private static final UUID BEGINNING = new UUID(0, 0);
  private static final int PAGE = 500;

  /** Dependents that have waited for less than this are found by events and not scanned. */
  private static final Duration LONG = Duration.ofSeconds(3);

  private final ConcurrentLinkedQueue<UUID> ended = new ConcurrentLinkedQueue<>();

  /** Parents that wait for children, which may all have ended before. */
  private final ConcurrentLinkedQueue<UUID> parents = new ConcurrentLinkedQueue<>();

  private UUID lookedUntil = BEGINNING;

  @Inject private TaskDependencies taskDependencies;

  /** A task has ended for which others wait. */
  void ended(UUID task) {
    ended.add(task);
  }

  /** A task has started to wait for its children. */
  void waits(UUID parent) {
    parents.add(parent);
  }

  /** Resolves the dependents of tasks that have ended; returns the tasks that became ready. */
  List<TaskRef> goOn() {
    Set<UUID> waiting = new HashSet<>(all(parents));
    List<UUID> now = all(ended);
    if (!now.isEmpty()) {
      waiting.addAll(taskDependencies.followersOf(now));
    }
    return resolve(waiting);
  }

  List<TaskRef> resolve(Collection<UUID> waiting) {
    return waiting.isEmpty() ? List.of() : taskDependencies.resolve(waiting);
  }

  /**
   * Resolves some tasks that have waited for long, others at the next call; returns the tasks that
   * became ready.
   */
  synchronized List<TaskRef> scan() {
    List<UUID> some = taskDependencies.waitingLong(lookedUntil, LONG, PAGE);
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
