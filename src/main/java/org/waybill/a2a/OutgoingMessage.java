package org.waybill.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waybill.json.Json;

/**
 * A message to an agent.
 *
 * @param contextId of the conversation that it belongs to; empty for a new one
 * @param taskId of the peer's task that it answers; empty for a new one
 */
record OutgoingMessage(String messageId, String text, String contextId, String taskId) {

  /**
   * As it is sent.
   *
   * @param old in version 0.3
   */
  JsonObject toJson(boolean old) {
    JsonObjectBuilder part = Json.object();
    JsonObjectBuilder json = Json.object();
    if (old) {
      part.add("kind", "text");
      json.add("kind", "message");
    }
    json.add("messageId", messageId)
        .add("role", old ? "user" : "ROLE_USER")
        .add("parts", Json.array().add(part.add("text", text)));
    if (!contextId.isEmpty()) {
      json.add("contextId", contextId);
    }
    if (!taskId.isEmpty()) {
      json.add("taskId", taskId);
    }
    return json.build();
  }
}
