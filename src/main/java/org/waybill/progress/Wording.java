package org.waybill.progress;

import java.util.List;
import org.waybill.task.TaskEvent;

/** How a door says what happens to tasks. */
public interface Wording {

  /** What is sent of this event; empty for nothing. */
  List<Frame> of(TaskEvent event);

  /** Whether the stream ends after this event. */
  default boolean endsWith(TaskEvent event) {
    return false;
  }

  /** Waybill's own words, those of the WebSocket; of one task, until it ends. */
  static Wording ofTask() {
    return new Wording() {
      @Override
      public List<Frame> of(TaskEvent event) {
        return List.of(
            new Frame(Integer.toString(event.seq()), event.kind().label(), EventText.of(event)));
      }

      @Override
      public boolean endsWith(TaskEvent event) {
        return event.kind().isEnd();
      }
    };
  }

  /** Waybill's own words, of many tasks and without an end; the id is the event's time. */
  static Wording ofMany() {
    return event ->
        List.of(
            new Frame(
                Long.toString(event.at().toEpochMilli()),
                event.kind().label(),
                EventText.of(event)));
  }
}
