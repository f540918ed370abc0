package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.Task;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskStatus;

/** Tasks as the protocol writes them. */
final class McpTaskText {

  private static final int POLL_MILLIS = 1_000;

  private McpTaskText() {}

  /** The answer to a call that has become a task. */
  static JsonObject created(TaskRow task, Revision revision) {
    return revision.isStateless()
        ? stateless(task, "working").add("resultType", "task").build()
        : Json.object().add("task", older(task)).build();
  }

  /** A task as revision 2025-11-25 writes it. */
  static JsonObjectBuilder older(TaskRow task) {
    return begin(task, status(task.status()))
        .add("ttl", JsonValue.NULL)
        .add("pollInterval", POLL_MILLIS);
  }

  /** A task with its result or question, as revision 2026-07-28 writes it. */
  static JsonObject detailed(Task task, boolean takesQuestions) {
    if (task.status() == TaskStatus.CANCELLED) {
      return stateless(task, "cancelled").build();
    }
    if (task.status().isFinal()) {
      JsonObject result = ServerText.complete(ToolResult.ofEnded(task), Revision.V2026_07_28);
      return stateless(task, "completed").add("result", result).build();
    }
    if (takesQuestions && QuestionForm.of(task).isPresent()) {
      Question question = QuestionForm.of(task).get();
      return stateless(task, "input_required")
          .add("inputRequests", QuestionForm.requests(task, question))
          .build();
    }
    return stateless(task, "working").build();
  }

  private static JsonObjectBuilder stateless(TaskRow task, String status) {
    return begin(task, status).add("ttlMs", JsonValue.NULL).add("pollIntervalMs", POLL_MILLIS);
  }

  private static JsonObjectBuilder begin(TaskRow task, String status) {
    JsonObjectBuilder json =
        Json.object().add("taskId", task.id().toString()).add("status", status);
    String message = message(task);
    if (message != null) {
      json.add("statusMessage", message);
    }
    return json.add("createdAt", task.createdAt().toString())
        .add("lastUpdatedAt", changedAt(task).toString());
  }

  private static Instant changedAt(TaskRow task) {
    if (task.finishedAt() != null) {
      return task.finishedAt();
    }
    return task.startedAt() == null ? task.createdAt() : task.startedAt();
  }

  private static String message(TaskRow task) {
    if (task.status() == TaskStatus.INPUT_REQUIRED) {
      JsonObject question = Json.read(task.question()).asJsonObject();
      boolean approval = question.getString("kind", "").equals("approval");
      String how = approval ? "Waits for an approval: " : "Asks, see answer_task: ";
      return how + question.getString("text", "");
    }
    return task.error() == null ? task.progressText() : task.error();
  }

  private static String status(TaskStatus status) {
    return switch (status) {
      case QUEUED, PROCESSING -> "working";
      case INPUT_REQUIRED -> "input_required";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }
}
