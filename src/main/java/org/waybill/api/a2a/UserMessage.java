package org.waybill.api.a2a;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.task.Message;
import org.waybill.task.TaskRow;

/**
 * A message of the user to a task.
 *
 * @param text the whole text
 * @param kept additional values, as in {@link IncomingMessage#kept}
 */
record UserMessage(String messageId, String text, JsonObject kept) {

  /** The message that created the task. */
  static UserMessage first(TaskRow task, Message message) {
    JsonObject kept = kept(task);
    String id = IncomingMessage.idOf(kept);
    return new UserMessage(id == null ? message.id().toString() : id, message.content(), kept);
  }

  private static JsonObject kept(TaskRow task) {
    JsonObject metadata = Metadata.of(task);
    return metadata.get(IncomingMessage.KEPT) instanceof JsonObject kept
        ? kept
        : JsonValue.EMPTY_JSON_OBJECT;
  }

  /** A later message, as stored. */
  static UserMessage later(UUID task, String content) {
    JsonObject stored = Json.read(content).asJsonObject();
    JsonObject kept = stored.getJsonObject("kept");
    String id = IncomingMessage.idOf(kept);
    return new UserMessage(id == null ? task.toString() : id, stored.getString("text"), kept);
  }

  List<Part> parts() {
    return kept.get("parts") instanceof JsonArray parts
        ? Parts.read(parts, "parts")
        : List.of(Part.text(text, null));
  }

  /** JSON text, or null. */
  String member(String name) {
    JsonValue value = kept.get(name);
    return value == null ? null : value.toString();
  }
}
