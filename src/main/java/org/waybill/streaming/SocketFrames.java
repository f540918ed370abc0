package org.waybill.streaming;

import java.time.Instant;
import java.util.UUID;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.TaskEvent;

/** Builds the frames sent to clients. */
final class SocketFrames {

  private SocketFrames() {}

  static String of(TaskEvent event) {
    return new JsonObjectWriter(new StringBuilder(200))
        .text("eventType", event.kind().label())
        .text("taskId", event.task().id())
        .number("seq", event.seq())
        .time("at", event.at())
        .json("data", event.data() == null ? "{}" : event.data())
        .text("type", event.task().type())
        .text("queue", event.task().queue())
        .text("chatId", event.task().chatId())
        .number("attempt", event.attempt())
        .end()
        .toString();
  }

  static String subscribed(String what, String which) {
    return new JsonObjectWriter(new StringBuilder())
        .text("eventType", "subscribed")
        .text(what, which)
        .end()
        .toString();
  }

  static String unsubscribed(String what, String which) {
    return new JsonObjectWriter(new StringBuilder())
        .text("eventType", "unsubscribed")
        .text(what, which)
        .end()
        .toString();
  }

  static String error(String field, String detail, UUID taskId) {
    return new JsonObjectWriter(new StringBuilder())
        .text("eventType", "error")
        .text("field", field)
        .text("detail", detail)
        .text("taskId", taskId)
        .end()
        .toString();
  }

  static String closed(String why) {
    return new JsonObjectWriter(new StringBuilder())
        .text("eventType", "closed")
        .text("detail", why)
        .end()
        .toString();
  }

  /**
   * @param after null if it is not known
   */
  static String missed(Instant after) {
    JsonObjectWriter text = new JsonObjectWriter(new StringBuilder()).text("eventType", "missed");
    if (after != null) {
      text.time("since", after).text("lastEventId", Long.toString(after.toEpochMilli()));
    }
    return text.end().toString();
  }

  static String pong() {
    return "{\"eventType\":\"pong\"}";
  }
}
