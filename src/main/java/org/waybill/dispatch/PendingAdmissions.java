package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.waybill.task.KeyAdmission;
import org.waybill.task.TaskConstraints;
import org.waybill.task.TaskRef;

/** Remembers which order and concurrency keys may have free slots, and admits their tasks. */
@ApplicationScoped
class PendingAdmissions {

  private static final UUID BEGINNING = new UUID(0, 0);
  private static final int PAGE = 2_000;

  @Inject private KeyAdmission keyAdmission;
  @Inject private LimitRegistry limitRegistry;

  private KeyAdmission.Keys touched = KeyAdmission.Keys.none();
  private UUID lookedUntil = BEGINNING;

  /** A task needs its keys, or no longer holds them. */
  synchronized void touch(TaskRef task) {
    touched.add(task);
  }

  synchronized boolean areTouched() {
    return !touched.isEmpty();
  }

  /** Admits what is possible; returns the admitted tasks. */
  List<TaskRef> letThrough() {
    KeyAdmission.Keys keys = taken();
    List<TaskRef> through;
    try {
      through = keyAdmission.letThrough(keys, this::limit);
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

  /** Adds some keys with waiting tasks, and others at the next call. */
  synchronized void scan() {
    UUID next = keyAdmission.addKeys(touched, lookedUntil, PAGE);
    lookedUntil = next == null ? BEGINNING : next;
  }

  private int limit(String tenant, String key, int given) {
    String name = TaskConstraints.nameOf(tenant, key);
    return limitRegistry
        .now()
        .ofKey(tenant, name)
        .map(LimitRule::concurrency)
        .map(allowed -> Math.min(allowed, given))
        .orElse(given);
  }

  private synchronized KeyAdmission.Keys taken() {
    KeyAdmission.Keys keys = touched;
    touched = KeyAdmission.Keys.none();
    return keys;
  }

  private synchronized void putBack(KeyAdmission.Keys keys) {
    touched.order().addAll(keys.order());
    touched.concurrency().addAll(keys.concurrency());
  }
}
