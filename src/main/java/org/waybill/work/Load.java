package org.waybill.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.waybill.config.TaskQueue;

/** The ids of one message that are still to be run by the thread that got it. */
final class Load {

  private final TaskQueue queue;
  private final Deque<UUID> rest;
  private long currentSince;

  Load(TaskQueue queue, List<UUID> ids) {
    this.queue = queue;
    this.rest = new ArrayDeque<>(ids);
    this.currentSince = System.nanoTime();
  }

  TaskQueue queue() {
    return queue;
  }

  synchronized UUID next() {
    currentSince = System.nanoTime();
    return rest.poll();
  }

  /** Takes away what has not been begun, if the current task has lasted this long. */
  synchronized List<UUID> takeRestIfSlow(long nowNanos, long slowNanos) {
    if (rest.isEmpty() || nowNanos - currentSince < slowNanos) {
      return List.of();
    }
    List<UUID> taken = new ArrayList<>(rest);
    rest.clear();
    return taken;
  }
}
