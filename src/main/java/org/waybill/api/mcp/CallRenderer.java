package org.waybill.api.mcp;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.streaming.EventRenderer;
import org.waybill.streaming.SseEvent;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;

/** Renders the events of a task for the call that waits for it: progress, then the response. */
final class CallRenderer implements EventRenderer {

  /** The reason for which a stream is closed when its call has waited long enough. */
  static final String TIME_OVER = "the call has waited long enough";

  private final PendingCall call;
  private final UUID id;
  private final Supplier<Optional<Task>> row;
  private final CallResults results;
  private int shown;
  private boolean over;

  CallRenderer(PendingCall call, UUID id, Supplier<Optional<Task>> row, CallResults results) {
    this.call = call;
    this.id = id;
    this.row = row;
    this.results = results;
  }

  @Override
  public List<SseEvent> of(TaskEvent event) {
    if (event.kind() == EventKind.PROGRESS && call.progressToken() != null) {
      return progress(event);
    }
    boolean ends =
        event.kind().isEnd() || (event.kind() == EventKind.INPUT_REQUIRED && !call.onlyResult());
    if (!ends) {
      return List.of();
    }
    Optional<Task> task = row.get();
    // What is read back may have been answered, or tried again, since.
    over = task.isEmpty() || CallResults.isDue(task.get(), call.onlyResult());
    return over
        ? List.of(new SseEvent(call.eventId(id, event.seq()), null, results.response(call, task)))
        : List.of();
  }

  /** The protocol wants each to be more than the one before. */
  private List<SseEvent> progress(TaskEvent event) {
    JsonObject data =
        event.data() == null ? JsonValue.EMPTY_JSON_OBJECT : Json.read(event.data()).asJsonObject();
    int percent = data.get("percent") instanceof JsonNumber number ? number.intValue() : 0;
    if (percent <= shown) {
      return List.of();
    }
    shown = percent;
    CharSequence params =
        new JsonObjectWriter(new StringBuilder())
            .json("progressToken", call.progressToken())
            .number("progress", percent)
            .number("total", 100)
            .text("message", data.getString("text", null))
            .end();
    CharSequence notification =
        new JsonObjectWriter(new StringBuilder())
            .text("jsonrpc", "2.0")
            .text("method", "notifications/progress")
            .json("params", params)
            .end();
    return List.of(new SseEvent(call.eventId(id, event.seq()), null, notification.toString()));
  }

  @Override
  public boolean endsWith(TaskEvent event) {
    return over;
  }

  /** A client that wants nothing but the result comes back for it with the last id. */
  @Override
  public Optional<SseEvent> closing(String why) {
    return why.equals(TIME_OVER) && !call.onlyResult()
        ? Optional.of(new SseEvent(null, null, results.response(call, row.get())))
        : Optional.empty();
  }
}
