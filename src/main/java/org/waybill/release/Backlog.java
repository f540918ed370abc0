package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
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
 * is added. Far from the bound a count is believed for a second, near it only for the task at hand,
 * so that on one node exactly as many wait as may.
 */
@ApplicationScoped
class Backlog {

  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FULL_BELIEVED_NANOS = Duration.ofMillis(100).toNanos();
  private static final int RETRY_AFTER_SECONDS = 2;

  /** Whose waiting tasks are bounded: a queue's, or in it a tenant's. */
  private record Bound(TaskQueue queue, String tenant) {}

  private static final class Known {
    private int waiting;
    private long since;
    private boolean fresh;

    private boolean isBelieved(long now, int most) {
      long age = now - since;
      return fresh
          && (waiting >= most
              ? age < FULL_BELIEVED_NANOS
              : waiting < most * 3 / 4 && age < BELIEVED_NANOS);
    }
  }

  @Inject private Counting counting;
  @Inject private Settings settings;
  @Inject private Limits limits;

  private final Map<Bound, Known> known = new ConcurrentHashMap<>();

  /**
   * Admits a task, or refuses it; a task for later is always admitted.
   *
   * @return why it is refused, or empty
   */
  Optional<QueueFull> refusal(NewTask task) {
    if (task.notBefore() != null) {
      return Optional.empty();
    }
    TaskQueue queue = TaskQueue.ofLabel(task.queue()).orElseThrow();
    int most = mostOf(queue);
    int ofTenant = mostOf(queue, task.tenant(), most);
    if (ofTenant < most && !admit(new Bound(queue, task.tenant()), ofTenant)) {
      return Optional.of(
          QueueFull.waiting(
              "Tenant " + task.tenant() + " in queue " + queue.label(),
              ofTenant,
              RETRY_AFTER_SECONDS));
    }
    return admit(new Bound(queue, null), most)
        ? Optional.empty()
        : Optional.of(QueueFull.waiting("Queue " + queue.label(), most, RETRY_AFTER_SECONDS));
  }

  private int mostOf(TaskQueue queue) {
    return limits
        .now()
        .ofQueue(queue.label())
        .map(Rule::waiting)
        .orElseGet(() -> settings.get(Knobs.QUEUE_WAITING));
  }

  private int mostOf(TaskQueue queue, String tenant, int most) {
    int share = (int) ((long) most * settings.get(Knobs.QUEUE_TENANT_SHARE) / 100);
    return limits.now().ofTenant(tenant).map(Rule::waiting).orElse(share);
  }

  private boolean admit(Bound bound, int most) {
    Known now = known.computeIfAbsent(bound, b -> new Known());
    synchronized (now) {
      long nanos = System.nanoTime();
      if (!now.isBelieved(nanos, most)) {
        now.waiting = counting.waiting(bound.queue().label(), bound.tenant(), most);
        now.since = nanos;
        now.fresh = true;
      }
      if (now.waiting >= most) {
        return false;
      }
      now.waiting++;
      return true;
    }
  }
}
