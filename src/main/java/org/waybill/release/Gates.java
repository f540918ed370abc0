package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.waybill.task.Gating;
import org.waybill.task.TaskKey;
import org.waybill.task.Terms;

/** Remembers which gates may have something to let through, and lets it through. */
@ApplicationScoped
class Gates {

  private static final UUID BEGINNING = new UUID(0, 0);
  private static final int PAGE = 2_000;

  @Inject private Gating gating;
  @Inject private Limits limits;

  private Gating.Keys touched = Gating.Keys.none();
  private UUID lookedUntil = BEGINNING;

  /** A task came to its gates, or does not hold them any more. */
  synchronized void touch(TaskKey task) {
    touched.add(task);
  }

  synchronized boolean areTouched() {
    return !touched.isEmpty();
  }

  /** Lets through what may go; answers who went. */
  List<TaskKey> letThrough() {
    Gating.Keys keys = taken();
    List<TaskKey> through;
    try {
      through = gating.letThrough(keys, this::limit);
    } catch (RuntimeException e) {
      putBack(keys);
      throw e;
    }
    if (through == null) {
      putBack(keys);
      return List.of();
    }
    return through;
  }

  /** Touches some gates at which tasks stand, and others at the next call. */
  synchronized void lookAround() {
    UUID next = gating.addKeys(touched, lookedUntil, PAGE);
    lookedUntil = next == null ? BEGINNING : next;
  }

  private int limit(String tenant, String key, int given) {
    String name = Terms.nameOf(tenant, key);
    return limits
        .now()
        .ofKey(tenant, name)
        .map(Rule::concurrency)
        .map(allowed -> Math.min(allowed, given))
        .orElse(given);
  }

  private synchronized Gating.Keys taken() {
    Gating.Keys keys = touched;
    touched = Gating.Keys.none();
    return keys;
  }

  private synchronized void putBack(Gating.Keys keys) {
    touched.order().addAll(keys.order());
    touched.concurrency().addAll(keys.concurrency());
  }
}
