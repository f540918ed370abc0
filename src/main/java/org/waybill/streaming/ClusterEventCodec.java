package org.waybill.streaming;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/** The JSON array text that nodes use to send each other events. Large data stays in the rows. */
final class ClusterEventCodec {

  private static final int LARGE = 16_384;

  private ClusterEventCodec() {}

  static String write(List<TaskEvent> events) {
    StringBuilder out = new StringBuilder(events.size() * 300).append('[');
    String separator = "";
    for (TaskEvent event : events) {
      write(out.append(separator), event);
      separator = ",";
    }
    return out.append(']').toString();
  }

  private static void write(StringBuilder out, TaskEvent event) {
    TaskRef task = event.task();
    boolean large = event.data() != null && event.data().length() > LARGE;
    new JsonObjectWriter(out)
        .text("id", task.id())
        .text("tenant", task.tenant())
        .text("user", task.userId())
        .text("chat", task.chatId())
        .text("type", task.type())
        .text("queue", task.queue())
        .number("seq", event.seq())
        .text("kind", event.kind().label())
        .text("at", event.at())
        .number("attempt", event.attempt())
        .flag("large", large)
        .text("data", large ? null : event.data())
        .end();
  }

  /** Whether this message contains events; nodes send each other other messages, too. */
  static boolean are(String text) {
    return text.startsWith("[");
  }

  /**
   * @param each takes an event, and whether its data is there
   */
  static void read(String text, BiConsumer<TaskEvent, Boolean> each) {
    for (var item : Json.read(text).asJsonArray()) {
      JsonObject event = item.asJsonObject();
      TaskRef task =
          new TaskRef(
              UUID.fromString(event.getString("id")),
              event.getString("tenant"),
              event.getString("user"),
              event.getString("chat", null),
              event.getString("type"),
              event.getString("queue"));
      each.accept(
          new TaskEvent(
              task,
              event.getInt("seq"),
              EventKind.of(event.getString("kind")),
              Instant.parse(event.getString("at")),
              event.getInt("attempt"),
              event.getString("data", null)),
          !event.getBoolean("large"));
    }
  }
}
