package org.waybill.streaming;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.waybill.task.EventReplay;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/**
 * The events of one client: of each task strictly by number, without gaps or duplicates, in
 * whatever order they arrive, however many subscriptions they match, and however slowly the client
 * reads.
 */
final class OrderedEventFeed {

  /** Reads events of a task from the rows. */
  @FunctionalInterface
  interface Rows {
    List<TaskEvent> after(TaskRef task, int seq, int limit);
  }

  /** The rows of a task hold events up to this number that were not sent. */
  private record Behind(TaskRef task, int upTo) {}

  /** So many tasks are remembered by their last number. */
  private static final int MOST_TASKS = 10_000;

  /** So much may arrive during a replay. */
  private static final int MOST_LATER = 10_000;

  /** A task whose first event here has at most this number is sent from its beginning. */
  static final int YOUNG = 8;

  private static final int PAGE = 200;

  private final Rows rows;
  private final EventSink eventSink;
  private final Runnable fellBehind;
  private final Map<UUID, Behind> behind = new LinkedHashMap<>();
  private final int young;
  private boolean closed;

  /** What arrives while older events are replayed; null if none are. */
  private List<Runnable> later;

  /** The newest event that was sent, and the newest of the tasks that are remembered no more. */
  private Instant newest;

  private Instant forgotten = Instant.MIN;

  /** The last number of a task that was sent, or that counts as sent, and when that was. */
  private record Last(int seq, Instant at) {}

  private final Map<UUID, Last> lastSent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Last> eldest) {
          boolean full = size() > MOST_TASKS;
          if (full && eldest.getValue().at().isAfter(forgotten)) {
            forgotten = eldest.getValue().at();
          }
          return full;
        }
      };

  /**
   * @param fellBehind called when {@link #goOn()} is to be called soon, by a thread that may block
   * @param young see {@link #YOUNG}
   */
  OrderedEventFeed(Rows rows, EventSink eventSink, Runnable fellBehind, int young) {
    this.rows = rows;
    this.eventSink = eventSink;
    this.fellBehind = fellBehind;
    this.young = young;
  }

  /** The client has gone: what is remembered for it is dropped, and nothing is read any more. */
  synchronized void close() {
    closed = true;
    behind.clear();
    lastSent.clear();
  }

  /**
   * What comes of this task begins after this number, though later events were sent before. To be
   * called before anything can arrive, so that no newer event is taken for the first one.
   */
  synchronized void startAfter(TaskRef task, int after) {
    if (!closed) {
      lastSent.put(task.id(), new Last(after, Instant.MIN));
    }
  }

  /**
   * Sends everything that a task's rows contain after what was sent.
   *
   * @param after as for {@link #startAfter}
   */
  void catchUp(TaskRef task, int after) {
    synchronized (this) {
      if (closed) {
        return;
      }
      lastSent.putIfAbsent(task.id(), new Last(after, Instant.MIN));
      behind.merge(task.id(), new Behind(task, lastSeq(task)), OrderedEventFeed::further);
    }
    readOn(task);
  }

  /**
   * A committed event arrived. Never reads from the database: committing threads must not wait for
   * subscribers.
   */
  synchronized void arrived(TaskEvent event) {
    if (later == null) {
      accept(event);
    } else {
      putOff(() -> accept(event));
    }
  }

  /**
   * Sends older events, which were committed before what arrives: that comes after them, and is not
   * taken for the first of its task.
   *
   * @param since the time from which on they are sent
   * @param replay calls {@link #replayed}; may block
   */
  void replay(Instant since, Runnable replay) {
    synchronized (this) {
      later = new ArrayList<>();
    }
    try {
      replay.run();
    } finally {
      endReplay(since);
    }
  }

  /** An event of the past, in the order of time. */
  synchronized void replayed(TaskEvent event) {
    accept(event);
  }

  private synchronized void endReplay(Instant since) {
    List<Runnable> all = later;
    later = null;
    if (all.size() > MOST_LATER) {
      eventSink.missed(newest == null ? since : newest);
    } else {
      all.forEach(Runnable::run);
    }
  }

  private void putOff(Runnable what) {
    if (later.size() <= MOST_LATER) {
      later.add(what);
    }
  }

  private void accept(TaskEvent event) {
    if (closed) {
      return;
    }
    UUID task = event.task().id();
    Last known = lastSent.get(task);
    int last = known == null ? startFor(event.seq()) : known.seq();
    if (event.seq() <= last) {
      return;
    }
    if (event.seq() == last + 1 && !behind.containsKey(task) && eventSink.hasRoom()) {
      send(event);
    } else {
      if (known == null) {
        lastSent.put(task, new Last(last, event.at()));
      }
      fallBehind(event.task(), event.seq());
    }
  }

  /** A task has events up to this number, wherever they were committed; none means nothing. */
  synchronized void reached(TaskRef task, int seq) {
    Last last = lastSent.get(task.id());
    if (last != null && seq > last.seq()) {
      fallBehind(task, seq);
    }
  }

  /** An event is in the rows, whether it arrived or not. */
  synchronized void found(EventReplay.EventNumber event) {
    if (later == null) {
      lookAt(event);
    } else {
      putOff(() -> lookAt(event));
    }
  }

  private void lookAt(EventReplay.EventNumber event) {
    UUID task = event.task().id();
    Last last = lastSent.get(task);
    if (closed || (last == null && !event.at().isAfter(forgotten))) {
      // Whether a forgotten event was sent is unknown.
      return;
    }
    if (last == null) {
      last = new Last(startFor(event.seq()), event.at());
      lastSent.put(task, last);
    }
    if (event.seq() > last.seq()) {
      fallBehind(event.task(), event.seq());
    }
  }

  /** Sends from the rows what has been left out, as far as there is room. */
  void goOn() {
    for (Behind each : listBehind()) {
      readOn(each.task());
    }
  }

  private synchronized List<Behind> listBehind() {
    return eventSink.hasRoom() ? List.copyOf(behind.values()) : List.of();
  }

  private void fallBehind(TaskRef task, int upTo) {
    behind.merge(task.id(), new Behind(task, upTo), OrderedEventFeed::further);
    fellBehind.run();
  }

  private static Behind further(Behind one, Behind other) {
    return one.upTo() >= other.upTo() ? one : other;
  }

  /**
   * The rows are read without blocking the next event, which finds the task behind. It stays behind
   * if there is no room, or the rows cannot be read now.
   */
  private void readOn(TaskRef task) {
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
  private synchronized Integer from(TaskRef task) {
    Last last = lastSent.get(task.id());
    if (last == null && behind.remove(task.id()) != null) {
      // Forgotten for so many others: what they lack is not known any more.
      behind.keySet().retainAll(lastSent.keySet());
      eventSink.missed(newest);
    }
    return behind.containsKey(task.id()) && eventSink.hasRoom() ? last.seq() : null;
  }

  /** Whether there is more to be read. */
  private synchronized boolean sendPage(TaskRef task, List<TaskEvent> page) {
    page.forEach(this::send);
    Behind still = behind.get(task.id());
    if (still == null) {
      return false;
    }
    // What arrived while the page was read may not be on it.
    boolean all = page.size() < PAGE && lastSeq(task) >= still.upTo();
    if (all || page.isEmpty()) {
      behind.remove(task.id());
      return false;
    }
    return true;
  }

  private int lastSeq(TaskRef task) {
    Last last = lastSent.get(task.id());
    return last == null ? 0 : last.seq();
  }

  private int startFor(int seq) {
    return seq <= young ? 0 : seq - 1;
  }

  private void send(TaskEvent event) {
    Last last = lastSent.get(event.task().id());
    if (!closed && (last == null || event.seq() > last.seq())) {
      lastSent.put(event.task().id(), new Last(event.seq(), event.at()));
      newest = event.at();
      eventSink.accept(event);
    }
  }
}
