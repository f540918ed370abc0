package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.waybill.api.ChatTaskFactory;
import org.waybill.json.Json;
import org.waybill.task.Task;
import org.waybill.tool.ClientTool;
import org.waybill.type.KnownTypes;

/**
 * What a task's input keeps of the request that it answers.
 *
 * @param model name of the agent
 * @param previous id of the response that it continues, or null
 * @param tools that the client runs, as the task keeps them
 * @param instructions as the client sent them, or null
 */
record KeptRequest(
    String model,
    boolean background,
    String previous,
    List<ClientTool> tools,
    String instructions,
    JsonObject metadata,
    JsonArray items) {

  /** Empty if this is no task of a chat that an agent answers. */
  static Optional<KeptRequest> of(Task task) {
    if (!task.type().equals(KnownTypes.CHAT_MESSAGE.name())
        || task.input() == null
        || !(Json.read(task.input()) instanceof JsonObject input)
        || input.getString("agent", null) == null) {
      return Optional.empty();
    }
    JsonObject kept =
        input.get(ChatTaskFactory.REQUEST) instanceof JsonObject request
            ? request
            : JsonValue.EMPTY_JSON_OBJECT;
    return Optional.of(
        new KeptRequest(
            input.getString("agent"),
            kept.getBoolean("background", false),
            kept.getString("previous", null),
            tools(input.get(ChatTaskFactory.CLIENT_TOOLS)),
            kept.getString("instructions", null),
            kept.get("metadata") instanceof JsonObject metadata
                ? metadata
                : JsonValue.EMPTY_JSON_OBJECT,
            kept.get("items") instanceof JsonArray items ? items : JsonValue.EMPTY_JSON_ARRAY));
  }

  /** What is no list of tools, in a task that came another way, is none. */
  private static List<ClientTool> tools(JsonValue kept) {
    try {
      return kept instanceof JsonArray array ? ClientTool.of(array) : List.of();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
