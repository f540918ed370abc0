package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.waybill.api.Problem;
import org.waybill.json.Json;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;
import org.waybill.text.CutText;
import org.waybill.type.KnownTypes;

/** Writes results of {@code tools/call}. */
final class ToolResult {

  /** A client's model cannot use more. */
  private static final int LONGEST = 1_000_000;

  private ToolResult() {}

  /** What a tool gives; an object is given as such, too. */
  static JsonObject of(JsonValue value) {
    String text = value instanceof JsonString string ? string.getString() : value.toString();
    if (text.length() > LONGEST) {
      String cut = CutText.begin(text, LONGEST);
      return text(cut + "\n[cut: the result has " + text.length() + " characters]", false).build();
    }
    JsonObjectBuilder result = text(text, false);
    if (value instanceof JsonObject) {
      result.add("structuredContent", value);
    }
    return result.build();
  }

  /** What went wrong, for the model to see and to do better. */
  static JsonObject of(Problem problem) {
    return text(problem.detail(), true).add("structuredContent", problem.toJson()).build();
  }

  /** The end of a task. */
  static JsonObject ofEnded(Task task) {
    if (task.status() == TaskStatus.COMPLETED) {
      return of(output(task));
    }
    JsonObjectBuilder error =
        Json.object().add("taskId", task.id().toString()).add("status", task.status().label());
    if (task.reason() != null) {
      error.add("reason", task.reason());
    }
    String text = task.error() == null ? "The task is " + task.status().label() : task.error();
    return text(text, true).add("structuredContent", error.add("error", text)).build();
  }

  /** A task that has not ended: it goes on without the client. */
  static JsonObject ofUnfinished(Task task) {
    boolean asks = task.status() == TaskStatus.INPUT_REQUIRED;
    JsonObjectBuilder state =
        Json.object()
            .add("taskId", task.id().toString())
            .add("status", task.status().label())
            .add("progress", task.progress());
    if (asks) {
      state.add("question", Json.read(task.question()));
    }
    String text =
        asks
            ? "Task %s asks: %s".formatted(task.id(), questionText(task))
            : "Task %s goes on (%s, %d %%). Use wait_for_task or task_status with its id."
                .formatted(task.id(), task.status().label(), task.progress());
    return text(text, false).add("structuredContent", state).build();
  }

  private static String questionText(Task task) {
    return Json.read(task.question()).asJsonObject().getString("text", "");
  }

  private static JsonValue output(Task task) {
    JsonValue output = task.output() == null ? JsonValue.NULL : Json.read(task.output());
    boolean wrapped = task.type().equals(KnownTypes.TOOL_EXECUTION.name());
    return wrapped && output instanceof JsonObject object && object.containsKey("result")
        ? object.get("result")
        : output;
  }

  private static JsonObjectBuilder text(String text, boolean isError) {
    return Json.object()
        .add("content", Json.array().add(Json.object().add("type", "text").add("text", text)))
        .add("isError", isError);
  }
}
