package org.waybill.a2a;

import jakarta.json.JsonObject;
import java.io.IOException;

/**
 * What a peer answers to a message, or says in a stream.
 *
 * @param taskId empty if it is a message without a task
 * @param state null if it says nothing of the state
 * @param text of the message, the status or the piece of an artifact; may be empty
 */
record PeerEvent(String taskId, String contextId, PeerState state, String text) {

  /** Reads a task, a message or an update, of either version. */
  static PeerEvent of(JsonObject event) throws IOException {
    String kind = PeerJson.text(event, "kind", "");
    if (event.get("task") instanceof JsonObject task) {
      return ofTask(task);
    }
    if (event.get("message") instanceof JsonObject message) {
      return ofMessage(message);
    }
    if (event.get("statusUpdate") instanceof JsonObject update) {
      return ofStatus(update);
    }
    if (event.get("artifactUpdate") instanceof JsonObject update) {
      return ofArtifact(update);
    }
    return switch (kind) {
      case "task" -> ofTask(event);
      case "message" -> ofMessage(event);
      case "status-update" -> ofStatus(event);
      case "artifact-update" -> ofArtifact(event);
      default -> throw new IOException("the agent sent neither a task nor a message");
    };
  }

  private static PeerEvent ofTask(JsonObject json) throws IOException {
    PeerTask task = PeerTask.of(json);
    return new PeerEvent(task.id(), task.contextId(), task.state(), task.message());
  }

  private static PeerEvent ofMessage(JsonObject message) {
    return new PeerEvent(
        PeerJson.text(message, "taskId", ""),
        PeerJson.text(message, "contextId", ""),
        null,
        PeerText.of(message));
  }

  private static PeerEvent ofStatus(JsonObject update) throws IOException {
    JsonObject status = PeerJson.object(update, "status");
    return new PeerEvent(
        PeerJson.id(update, "taskId"),
        PeerJson.text(update, "contextId", ""),
        PeerState.of(PeerJson.text(status, "state", "")),
        PeerText.of(PeerJson.object(status, "message")));
  }

  private static PeerEvent ofArtifact(JsonObject update) throws IOException {
    return new PeerEvent(
        PeerJson.id(update, "taskId"),
        PeerJson.text(update, "contextId", ""),
        null,
        PeerText.of(PeerJson.object(update, "artifact")));
  }

  /** Whether nothing follows that is worth waiting for. */
  boolean isLast() {
    return state != null && !state.isWorking();
  }
}
