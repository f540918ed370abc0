package org.waybill.api.agui;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.waybill.json.Json;

/** The calls of tools; one that a later attempt repeats is not shown again. */
final class ToolCallEvents {

  private final UUID task;
  private final Set<String> called = new HashSet<>();
  private final Set<String> answered = new HashSet<>();

  ToolCallEvents(UUID task) {
    this.task = task;
  }

  /** The id of a call, unlike those of other tasks. */
  static String id(UUID task, String call) {
    return new CallId(task, call).toString();
  }

  /**
   * @param parent the message before it, or null
   */
  void call(JsonObject data, String parent, EventBatch out) {
    String id = id(task, data.getString("id", ""));
    if (!called.add(id)) {
      return;
    }
    JsonObjectBuilder start = of(id).add("toolCallName", data.getString("tool", ""));
    if (parent != null) {
      start.add("parentMessageId", parent);
    }
    out.add("TOOL_CALL_START", start);
    JsonValue arguments = data.getOrDefault("arguments", JsonValue.EMPTY_JSON_OBJECT);
    out.add("TOOL_CALL_ARGS", of(id).add("delta", arguments.toString()));
    out.add("TOOL_CALL_END", of(id));
  }

  /**
   * A call that was refused before it began has a result alone. The client knows the results of its
   * own tools.
   */
  void result(JsonObject data, String parent, EventBatch out) {
    if (data.getBoolean("client", false)) {
      return;
    }
    String id = id(task, data.getString("id", ""));
    call(data, parent, out);
    if (answered.add(id)) {
      out.add(
          "TOOL_CALL_RESULT",
          Json.object()
              .add("messageId", id + "-result")
              .add("toolCallId", id)
              .add("role", "tool")
              .add("content", data.getString("summary", ""))
              .add("metadata", Json.object().add("ok", data.getBoolean("ok", false))));
    }
  }

  private static JsonObjectBuilder of(String id) {
    return Json.object().add("toolCallId", id);
  }
}
