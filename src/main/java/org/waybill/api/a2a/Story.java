package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskStatus;

/** What a task's events have told up to one of them: its state, and the answer so far. */
final class Story {

  private final UUID task;
  private final StringBuilder text = new StringBuilder();
  private Status status;
  private boolean begunAnew;

  Story(UUID task) {
    this.task = task;
  }

  void add(TaskEvent event) {
    JsonObject data = data(event);
    switch (event.kind()) {
      case QUEUED -> status = Status.silent(TaskStatus.QUEUED, event.at());
      case STARTED -> {
        status = Status.silent(TaskStatus.PROCESSING, event.at());
        begunAnew = true;
      }
      case PROGRESS -> status = says(TaskStatus.PROCESSING, event, "text");
      case PARTIAL -> {
        if (begunAnew) {
          text.setLength(0);
          begunAnew = false;
        }
        text.append(data.getString("text", ""));
      }
      case RETRYING -> status = says(TaskStatus.QUEUED, event, "error");
      case SNOOZED -> status = says(TaskStatus.QUEUED, event, "reason");
      case WAITING -> status = Status.silent(TaskStatus.QUEUED, event.at());
      case INPUT_REQUIRED ->
          status =
              Status.asks(event.at(), event.attempt(), task + "-", data.getJsonObject("question"));
      case COMPLETED -> status = Status.silent(TaskStatus.COMPLETED, event.at());
      case FAILED -> status = says(TaskStatus.FAILED, event, "error");
      case CANCELLED -> status = Status.silent(TaskStatus.CANCELLED, event.at());
    }
  }

  private Status says(TaskStatus state, TaskEvent event, String member) {
    String said = data(event).getString(member, null);
    return Status.says(state, event.at(), task + "-" + event.seq(), said);
  }

  Status status() {
    return status;
  }

  /** The answer so far. */
  String text() {
    return text.toString();
  }

  /** Whether what comes next of the answer replaces what came before: another attempt makes it. */
  boolean beginsAnew() {
    return begunAnew || text.length() == 0;
  }

  static JsonObject data(TaskEvent event) {
    return event.data() == null
        ? JsonValue.EMPTY_JSON_OBJECT
        : Json.read(event.data()).asJsonObject();
  }
}
