package org.waybill.a2a;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A task of a peer.
 *
 * @param message what its status says; may be empty
 * @param text of its artifacts, or of the last message of the agent
 * @param stamp tells a status from the one before it
 */
record PeerTask(
    String id, String contextId, PeerState state, String message, String text, String stamp) {

  /** Reads a task of either version. */
  static PeerTask of(JsonObject task) throws IOException {
    String id = PeerJson.id(task, "id");
    JsonObject status = PeerJson.object(task, "status");
    String message = PeerText.of(PeerJson.object(status, "message"));
    String text = PeerText.of(PeerJson.objects(task, "artifacts"));
    if (text.isBlank()) {
      text = message.isBlank() ? last(PeerJson.objects(task, "history")) : message;
    }
    return new PeerTask(
        id,
        PeerJson.text(task, "contextId", ""),
        PeerState.of(PeerJson.text(status, "state", "")),
        message,
        text,
        String.join(
            "|",
            PeerJson.text(status, "timestamp", ""),
            PeerJson.text(PeerJson.object(status, "message"), "messageId", ""),
            Integer.toHexString(message.hashCode())));
  }

  private static String last(List<JsonObject> history) {
    String text = "";
    for (JsonObject message : history) {
      String role = PeerJson.text(message, "role", "").toUpperCase(Locale.ROOT);
      text = role.endsWith("AGENT") ? PeerText.of(message) : text;
    }
    return text;
  }
}
