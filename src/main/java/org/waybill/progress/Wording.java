package org.waybill.progress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waybill.task.TaskEvent;

/** How a door says what happens to tasks. */
public interface Wording {

  /** What is sent of this event; empty for nothing. */
  List<Frame> of(TaskEvent event);

  /** Whether the stream ends after this event. */
  default boolean endsWith(TaskEvent event) {
    return false;
  }

  /** What is said where a stream is closed before its end; empty where clients would not know. */
  default Optional<Frame> closing(String why) {
    return Optional.empty();
  }

  /** What is said where events were left out; see {@link Outlet#missed}. */
  default Optional<Frame> missed(Instant after) {
    return Optional.empty();
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

      @Override
      public Optional<Frame> closing(String why) {
        return Optional.of(closed(why));
      }
    };
  }

  /** Waybill's own words, of many tasks and without an end; the id is the event's time. */
  static Wording ofMany() {
    return new Wording() {
      @Override
      public List<Frame> of(TaskEvent event) {
        return List.of(
            new Frame(
                Long.toString(event.at().toEpochMilli()),
                event.kind().label(),
                EventText.of(event)));
      }

      @Override
      public Optional<Frame> missed(Instant after) {
        return Optional.of(new Frame(null, "missed", EventText.missed(after)));
      }

      @Override
      public Optional<Frame> closing(String why) {
        return Optional.of(closed(why));
      }
    };
  }

  private static Frame closed(String why) {
    return new Frame(null, "closed", EventText.closed(why));
  }
}
