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

  /** The rows of a task hold events up to this number that were not sent. */
  private record Behind(TaskKey task, int upTo) {}

  /** So many tasks are remembered by their last number. */
  private static final int MOST_TASKS = 10_000;

  /** A task first heard of at a number up to this is told from its beginning. */
  private static final int YOUNG = 8;

  private static final int PAGE = 200;

  private final Rows rows;
  private final Outlet outlet;
  private final Runnable fellBehind;
  private final Map<UUID, Behind> behind = new LinkedHashMap<>();
  private boolean closed;

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

  /** The client has gone: what is remembered for it is dropped, and nothing is read any more. */
  synchronized void close() {
    closed = true;
    behind.clear();
    lastSent.clear();
  }

  /**
   * Tells all that a task's rows hold after this number; what was sent before counts as asked for.
   */
  void catchUp(TaskKey task, int after) {
    synchronized (this) {
      if (closed) {
        return;
      }
      lastSent.put(task.id(), after);
      behind.merge(task.id(), new Behind(task, after), Feed::further);
    }
    readOn(task);
  }

  /** A committed event arrived. Never reads: who commits must not wait for who listens. */
  synchronized void arrived(TaskEvent event) {
    if (closed) {
      return;
    }
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
      fallBehind(event.task(), event.seq());
    }
  }

  /** A task has events up to this number, wherever they were told; none means nothing. */
  synchronized void reached(TaskKey task, int seq) {
    Integer last = lastSent.get(task.id());
    if (last != null && seq > last) {
      fallBehind(task, seq);
    }
  }

  /** Sends from the rows what has been left out, as far as there is room. */
  void goOn() {
    for (Behind each : listBehind()) {
      readOn(each.task());
    }
  }

  private synchronized List<Behind> listBehind() {
    return outlet.hasRoom() ? List.copyOf(behind.values()) : List.of();
  }

  private void fallBehind(TaskKey task, int upTo) {
    behind.merge(task.id(), new Behind(task, upTo), Feed::further);
    fellBehind.run();
  }

  private static Behind further(Behind one, Behind other) {
    return one.upTo() >= other.upTo() ? one : other;
  }

  /**
   * The rows are read while nobody is kept from telling the next event, which finds the task
   * behind. It stays so if there is no room, or the rows cannot be read now.
   */
  private void readOn(TaskKey task) {
    boolean more = true;
    while (more) {
      Integer last = from(task);
      if (last == null) {
        return;
      }
      more = sendPage(task, rows.after(task, last, PAGE));
    }
  }

  /** After which number to read; null for not now. */
  private synchronized Integer from(TaskKey task) {
    Integer last = lastSent.get(task.id());
    if (last == null) {
      // Forgotten for other tasks: its next event makes it known again.
      behind.remove(task.id());
    }
    return behind.containsKey(task.id()) && outlet.hasRoom() ? last : null;
  }

  /** Whether there is more to be read. */
  private synchronized boolean sendPage(TaskKey task, List<TaskEvent> page) {
    page.forEach(this::send);
    Behind still = behind.get(task.id());
    if (still == null) {
      return false;
    }
    // What arrived while the page was read may not be on it.
    boolean all = page.size() < PAGE && lastSent.getOrDefault(task.id(), 0) >= still.upTo();
    if (all || page.isEmpty()) {
      behind.remove(task.id());
      return false;
    }
    return true;
  }

  private static int startFor(TaskEvent event) {
    return event.seq() <= YOUNG ? 0 : event.seq() - 1;
  }

  private void send(TaskEvent event) {
    Integer last = lastSent.get(event.task().id());
    if (!closed && (last == null || event.seq() > last)) {
      lastSent.put(event.task().id(), event.seq());
      outlet.accept(event);
    }
  }
}
