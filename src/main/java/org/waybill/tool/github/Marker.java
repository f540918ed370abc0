package org.waybill.tool.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.waybill.tool.ToolCall;

/**
 * The sign of a call in what it creates: a comment of HTML, which pages do not show.
 *
 * @param text such as {@code <!-- waybill:… -->}
 * @param since nothing was created before
 */
record Marker(String text, Instant since) {

  private static final int TIME_ORDERED = 7;
  private static final int BITS_AFTER_MILLIS = 16;

  /** The clocks of this server and the other one may differ. */
  private static final Duration MARGIN = Duration.ofHours(1);

  static Marker of(ToolCall call) {
    UUID key = UUID.nameUUIDFromBytes(call.idempotencyKey().getBytes(UTF_8));
    return new Marker("<!-- waybill:" + key + " -->", created(call.taskId()));
  }

  private static Instant created(UUID task) {
    return task.version() == TIME_ORDERED
        ? Instant.ofEpochMilli(task.getMostSignificantBits() >>> BITS_AFTER_MILLIS)
            .minus(MARGIN)
            .truncatedTo(ChronoUnit.SECONDS)
        : Instant.EPOCH;
  }

  /** Text with the marker at its end. */
  String mark(String body) {
    return body.isEmpty() ? text : body + "\n\n" + text;
  }

  boolean isIn(JsonObject item) {
    return item.get("body") instanceof JsonString body && body.getString().contains(text);
  }
}
