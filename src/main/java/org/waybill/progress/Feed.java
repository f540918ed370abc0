package org.waybill.progress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;

/**
 * The events that one client gets: of each task strictly by number, none missing, none twice,
 * however they arrive, however many of its subscriptions they fit, and however slowly it reads.
 */
final class Feed {

  /** Reads events of a task from the rows. */
  @FunctionalInterface
  interface Rows {
    List<TaskEvent> after(TaskKey task, int seq, int limit);
  }

  /** So many tasks are remembered by their last number. */
  private static final int MOST_TASKS = 10_000;

  /** A task first heard of at a number up to this is told from its beginning. */
  private static final int YOUNG = 8;

  private static final int PAGE = 200;

  private final Rows rows;
  private final Outlet outlet;
  private final Runnable fellBehind;

  /** Tasks of which the rows hold more than was sent. */
  private final Map<UUID, TaskKey> behind = new LinkedHashMap<>();

  private final Map<UUID, Integer> lastSent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
          return size() > MOST_TASKS;
        }
      };

  /**
   * @param fellBehind called when {@link #goOn()} is to be called soon, by somebody who may wait
   */
  Feed(Rows rows, Outlet outlet, Runnable fellBehind) {
    this.rows = rows;
    this.outlet = outlet;
    this.fellBehind = fellBehind;
  }

  /**
   * Tells all that a task's rows hold after this number; what was sent before counts as asked for.
   */
  synchronized void catchUp(TaskKey task, int after) {
    lastSent.put(task.id(), after);
    readOn(task);
  }

  /** A committed event arrived. Never reads: who commits must not wait for who listens. */
  synchronized void arrived(TaskEvent event) {
    UUID task = event.task().id();
    Integer known = lastSent.get(task);
    int last = known == null ? startFor(event) : known;
    if (event.seq() <= last) {
      return;
    }
    if (event.seq() == last + 1 && !behind.containsKey(task) && outlet.hasRoom()) {
      send(event);
    } else {
      lastSent.put(task, last);
      fallBehind(event.task());
    }
  }

  /** A task has events up to this number, wherever they were told; none means nothing. */
  synchronized void reached(TaskKey task, int seq) {
    Integer last = lastSent.get(task.id());
    if (last != null && seq > last) {
      fallBehind(task);
    }
  }

  /** Sends from the rows what has been left out, as far as there is room. */
  synchronized void goOn() {
    for (TaskKey task : List.copyOf(behind.values())) {
      if (outlet.hasRoom()) {
        readOn(task);
      }
    }
  }

  private void fallBehind(TaskKey task) {
    behind.put(task.id(), task);
    fellBehind.run();
  }

  private void readOn(TaskKey task) {
    List<TaskEvent> page;
    // It stays so if there is no room, or the rows cannot be read now.
    behind.put(task.id(), task);
    do {
      Integer last = lastSent.get(task.id());
      if (last == null || !outlet.hasRoom()) {
        return;
      }
      page = rows.after(task, last, PAGE);
      page.forEach(this::send);
    } while (page.size() == PAGE);
    behind.remove(task.id());
  }

  private static int startFor(TaskEvent event) {
    return event.seq() <= YOUNG ? 0 : event.seq() - 1;
  }

  private void send(TaskEvent event) {
    Integer last = lastSent.get(event.task().id());
    if (last == null || event.seq() > last) {
      lastSent.put(event.task().id(), event.seq());
      outlet.accept(event);
    }
  }
}
