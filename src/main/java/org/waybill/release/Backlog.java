package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.config.TaskQueue;
import org.waybill.task.Counting;
import org.waybill.task.NewTask;

/**
 * Bounds how many tasks may wait. The rows are counted; between two counts what was admitted here
 * is added, and at a count what is admitted and not yet stored. Far from the bound a count is
 * believed for a second, near it only for the tasks at hand, so that on one node never more wait
 * than may.
 */
@ApplicationScoped
class Backlog {

  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FULL_BELIEVED_NANOS = Duration.ofMillis(100).toNanos();
  private static final int RETRY_AFTER_SECONDS = 2;

  /** Whose waiting tasks are bounded: a queue's, or in it a tenant's. */
  private record Bound(TaskQueue queue, String tenant) {
    QueueFull refusal(int most) {
      String whose = tenant == null ? "Queue " : "Tenant " + tenant + " in queue ";
      return QueueFull.waiting(whose + queue.label(), most, RETRY_AFTER_SECONDS);
    }
  }

  private static final class Known {
    private int waiting;
    private int notYetStored;
    private long since;
    private boolean fresh;

    private boolean isBelieved(long now, int wanted, int most) {
      long age = now - since;
      return fresh
          && (waiting >= most
              ? age < FULL_BELIEVED_NANOS
              : waiting + wanted <= most * 3L / 4 && age < BELIEVED_NANOS);
    }
  }

  @Inject private Counting counting;
  @Inject private Settings settings;
  @Inject private Limits limits;

  private final Map<Bound, Known> known = new ConcurrentHashMap<>();

  /**
   * Admits each of these tasks, or refuses it; a task for later is always admitted. What was
   * admitted is to be handed to {@link #stored} afterwards.
   *
   * @return for each why it is refused, or empty
   */
  List<Optional<QueueFull>> refusals(List<NewTask> tasks) {
    Map<Bound, Integer> room = new LinkedHashMap<>();
    wanted(tasks).forEach((bound, n) -> room.put(bound, admit(bound, n, false)));
    List<Optional<QueueFull>> refusals = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      List<Bound> bounds = bounds(task);
      Optional<Bound> full = bounds.stream().filter(bound -> room.get(bound) == 0).findFirst();
      if (full.isEmpty()) {
        bounds.forEach(bound -> room.merge(bound, -1, Integer::sum));
      }
      refusals.add(full.map(bound -> bound.refusal(mostOf(bound))));
    }
    // Room of one bound that could not be used because another is full.
    room.forEach(this::giveBack);
    return refusals;
  }

  /** Admits all of these tasks or none; answers why they are refused, or empty. */
  Optional<QueueFull> refusal(List<NewTask> tasks) {
    Map<Bound, Integer> admitted = new LinkedHashMap<>();
    for (Map.Entry<Bound, Integer> wanted : wanted(tasks).entrySet()) {
      Bound bound = wanted.getKey();
      if (admit(bound, wanted.getValue(), true) == 0) {
        admitted.forEach(this::giveBack);
        return Optional.of(bound.refusal(mostOf(bound)));
      }
      admitted.put(bound, wanted.getValue());
    }
    return Optional.empty();
  }

  /** The admitted tasks are rows now, or will never be. */
  void stored(Collection<NewTask> tasks) {
    wanted(tasks)
        .forEach(
            (bound, n) -> {
              Known now = known.get(bound);
              synchronized (now) {
                now.notYetStored -= n;
              }
            });
  }

  /** How many of these tasks each bound is to admit. */
  private Map<Bound, Integer> wanted(Collection<NewTask> tasks) {
    Map<Bound, Integer> wanted = new LinkedHashMap<>();
    tasks.forEach(task -> bounds(task).forEach(bound -> wanted.merge(bound, 1, Integer::sum)));
    return wanted;
  }

  private static List<Bound> bounds(NewTask task) {
    if (task.notBefore() != null) {
      return List.of();
    }
    TaskQueue queue = TaskQueue.ofLabel(task.queue()).orElseThrow();
    return List.of(new Bound(queue, task.tenant()), new Bound(queue, null));
  }

  private int mostOf(Bound bound) {
    int most =
        limits
            .now()
            .ofQueue(bound.queue().label())
            .map(Rule::waiting)
            .orElseGet(() -> settings.get(Knobs.QUEUE_WAITING));
    if (bound.tenant() == null) {
      return most;
    }
    int share = (int) ((long) most * settings.get(Knobs.QUEUE_TENANT_SHARE) / 100);
    return limits.now().ofTenant(bound.tenant()).map(Rule::waiting).orElse(share);
  }

  /** Admits as many as may wait; answers how many. */
  private int admit(Bound bound, int wanted, boolean allOrNone) {
    int most = mostOf(bound);
    Known now = known.computeIfAbsent(bound, b -> new Known());
    synchronized (now) {
      if (bound.tenant() != null && most >= mostOf(new Bound(bound.queue(), null))) {
        // The queue's own bound is as strict; a tenant's count would be one more for nothing.
        now.fresh = false;
        now.notYetStored += wanted;
        return wanted;
      }
      long nanos = System.nanoTime();
      if (!now.isBelieved(nanos, wanted, most)) {
        int counted = counting.waiting(bound.queue().label(), bound.tenant(), most);
        now.waiting = counted + now.notYetStored;
        now.since = nanos;
        now.fresh = true;
      }
      int room = Math.max(0, most - now.waiting);
      int admitted = room >= wanted ? wanted : allOrNone ? 0 : room;
      now.waiting += admitted;
      now.notYetStored += admitted;
      return admitted;
    }
  }

  private void giveBack(Bound bound, int admitted) {
    Known now = known.get(bound);
    synchronized (now) {
      now.waiting -= admitted;
      now.notYetStored -= admitted;
    }
  }
}
