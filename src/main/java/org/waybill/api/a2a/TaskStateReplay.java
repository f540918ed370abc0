package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskStatus;

/** Rebuilds a task's state and its answer so far from its events up to a given one. */
final class TaskStateReplay {

  private final UUID task;
  private final StringBuilder text = new StringBuilder();
  private TaskState taskState;
  private boolean begunAnew;

  TaskStateReplay(UUID task) {
    this.task = task;
  }

  void add(TaskEvent event) {
    JsonObject data = data(event);
    switch (event.kind()) {
      case QUEUED -> taskState = TaskState.silent(TaskStatus.QUEUED, event.at());
      case STARTED -> {
        taskState = TaskState.silent(TaskStatus.PROCESSING, event.at());
        begunAnew = true;
      }
      case PROGRESS -> taskState = says(TaskStatus.PROCESSING, event, "text");
      case PARTIAL -> {
        if (begunAnew) {
          text.setLength(0);
          begunAnew = false;
        }
        text.append(data.getString("text", ""));
      }
      case PLAN, THOUGHT, TOOL_CALL, TOOL_RESULT, STEERED, USAGE, CITATIONS -> {
        // The protocol has no words for what an agent does.
      }
      case RETRYING -> taskState = says(TaskStatus.QUEUED, event, "error");
      case SNOOZED -> taskState = says(TaskStatus.QUEUED, event, "reason");
      case WAITING -> taskState = TaskState.silent(TaskStatus.QUEUED, event.at());
      case INPUT_REQUIRED ->
          taskState =
              TaskState.asks(
                  event.at(), event.attempt(), task + "-", data.getJsonObject("question"));
      case COMPLETED -> taskState = TaskState.silent(TaskStatus.COMPLETED, event.at());
      case FAILED ->
          taskState =
              TaskState.failed(
                  event.at(),
                  task + "-" + event.seq(),
                  data.getString("error", null),
                  data.getString("reason", null));
      case CANCELLED -> taskState = TaskState.silent(TaskStatus.CANCELLED, event.at());
    }
  }

  private TaskState says(TaskStatus state, TaskEvent event, String member) {
    String message = data(event).getString(member, null);
    return TaskState.says(state, event.at(), task + "-" + event.seq(), message);
  }

  TaskState status() {
    return taskState;
  }

  /** The answer so far. */
  String text() {
    return text.toString();
  }

  /** Whether the next piece replaces the pieces before it, since another attempt writes it. */
  boolean beginsAnew() {
    return begunAnew || text.length() == 0;
  }

  static JsonObject data(TaskEvent event) {
    return event.data() == null
        ? JsonValue.EMPTY_JSON_OBJECT
        : Json.read(event.data()).asJsonObject();
  }
}
