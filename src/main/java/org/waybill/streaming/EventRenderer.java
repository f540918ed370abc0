package org.waybill.streaming;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.waybill.task.TaskEvent;

/** How an interface renders task events. */
public interface EventRenderer {

  /** What is sent of this event; empty for nothing. */
  List<SseEvent> of(TaskEvent event);

  /** Whether the stream ends after this event. */
  default boolean endsWith(TaskEvent event) {
    return false;
  }

  /** Sent when a stream is closed early; empty if clients would not understand it. */
  default Optional<SseEvent> closing(String why) {
    return Optional.empty();
  }

  /** Sent when events were left out; see {@link EventSink#missed}. */
  default Optional<SseEvent> missed(Instant after) {
    return Optional.empty();
  }

  /** Waybill's own words, those of the WebSocket; of one task, until it ends. */
  static EventRenderer ofTask() {
    return new EventRenderer() {
      @Override
      public List<SseEvent> of(TaskEvent event) {
        return List.of(
            new SseEvent(
                Integer.toString(event.seq()), event.kind().label(), SocketFrames.of(event)));
      }

      @Override
      public boolean endsWith(TaskEvent event) {
        return event.kind().isEnd();
      }

      @Override
      public Optional<SseEvent> closing(String why) {
        return Optional.of(closed(why));
      }
    };
  }

  /** Waybill's own words, of many tasks and without an end; the id is the event's time. */
  static EventRenderer ofMany() {
    return new EventRenderer() {
      @Override
      public List<SseEvent> of(TaskEvent event) {
        return List.of(
            new SseEvent(
                Long.toString(event.at().toEpochMilli()),
                event.kind().label(),
                SocketFrames.of(event)));
      }

      @Override
      public Optional<SseEvent> missed(Instant after) {
        return Optional.of(new SseEvent(null, "missed", SocketFrames.missed(after)));
      }

      @Override
      public Optional<SseEvent> closing(String why) {
        return Optional.of(closed(why));
      }
    };
  }

  private static SseEvent closed(String why) {
    return new SseEvent(null, "closed", SocketFrames.closed(why));
  }
}
