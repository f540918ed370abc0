package org.waybill.progress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskKey;

/**
 * The events that one client gets: of each task strictly by number, none missing, none twice,
 * however they arrive and however many of its subscriptions they fit.
 */
final class Feed {

  /** So many tasks are remembered by their last number. */
  private static final int MOST_TASKS = 10_000;

  /** A task first heard of at a number up to this is told from its beginning. */
  private static final int YOUNG = 8;

  private final BiFunction<TaskKey, Integer, List<TaskEvent>> history;
  private final Consumer<TaskEvent> client;
  private final Map<UUID, Integer> lastSent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
          return size() > MOST_TASKS;
        }
      };

  /**
   * @param history reads the events of a task after a number
   * @param client takes each event, in order
   */
  Feed(BiFunction<TaskKey, Integer, List<TaskEvent>> history, Consumer<TaskEvent> client) {
    this.history = history;
    this.client = client;
  }

  /**
   * Tells all that a task's rows hold after this number; what was sent before counts as asked for.
   */
  synchronized void catchUp(TaskKey task, int after) {
    lastSent.put(task.id(), after);
    history.apply(task, after).forEach(this::send);
  }

  /** A committed event arrived. */
  synchronized void arrived(TaskEvent event) {
    UUID task = event.task().id();
    Integer known = lastSent.get(task);
    int last = known == null ? startFor(event) : known;
    if (event.seq() == last + 1) {
      send(event);
    } else if (event.seq() > last) {
      lastSent.put(task, last);
      history.apply(event.task(), last).forEach(this::send);
    }
  }

  private static int startFor(TaskEvent event) {
    return event.seq() <= YOUNG ? 0 : event.seq() - 1;
  }

  private void send(TaskEvent event) {
    Integer last = lastSent.get(event.task().id());
    if (last == null || event.seq() > last) {
      lastSent.put(event.task().id(), event.seq());
      client.accept(event);
    }
  }
}
