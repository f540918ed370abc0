package org.waybill.a2a;

import jakarta.json.JsonObject;
import org.waybill.json.Json;

/**
 * What became of a message, as it is stored.
 *
 * @param taskId empty if the agent answered without a task
 * @param text of that answer, or of the refusal
 */
record SentMessage(String taskId, String contextId, String text, boolean isRefused) {

  static SentMessage of(PeerEvent event) {
    String text = event.taskId().isEmpty() ? PeerText.cut(event.text()) : "";
    return new SentMessage(event.taskId(), event.contextId(), text, false);
  }

  static SentMessage refused(String why) {
    return new SentMessage("", "", why, true);
  }

  JsonObject write() {
    return Json.object()
        .add("taskId", taskId)
        .add("contextId", contextId)
        .add("text", text)
        .add("refused", isRefused)
        .build();
  }

  static SentMessage read(JsonObject json) {
    return new SentMessage(
        json.getString("taskId"),
        json.getString("contextId"),
        json.getString("text"),
        json.getBoolean("refused"));
  }
}
