package org.waybill.api.board;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.waybill.board.BoardQueue;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;

/** Frames that the documents' clients know: what they say stands in data, and at the top. */
final class BoardFrameText {

  private static final String TASK_ID = "task_id";

  private BoardFrameText() {}

  static String size(BoardQueue queue, int size) {
    return frame(queue.label() + "_update", new JsonObjectWriter(data()).number("size", size));
  }

  static String time(Instant now) {
    return frame("time_update", new JsonObjectWriter(data()).time("date", now));
  }

  static String sound(AudioEvent update) {
    return frame(
        "audio_update",
        new JsonObjectWriter(data())
            .text(TASK_ID, update.taskId())
            .text("websocket_id", update.socket())
            .text("text", update.text())
            .text("sound", update.sound()));
  }

  /** What is to be spoken of a question that has ended, or that asks. */
  static String spoken(Task task, String socket) {
    String text =
        switch (task.status()) {
          case COMPLETED -> object(task.output()).getString("answer", "");
          case INPUT_REQUIRED -> object(task.question()).getString("text", "");
          case QUEUED, PROCESSING, FAILED, CANCELLED -> "I encountered an error: " + task.error();
        };
    JsonObjectWriter data =
        new JsonObjectWriter(data())
            .text(TASK_ID, task.id())
            .text("websocket_id", socket)
            .text("text", text);
    if (task.status() == TaskStatus.INPUT_REQUIRED) {
      data.json("dialog", task.question());
    }
    return frame("audio_update", data);
  }

  static JsonObject object(String text) {
    return text != null && Json.read(text) instanceof JsonObject object
        ? object
        : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static StringBuilder data() {
    return new StringBuilder();
  }

  private static String frame(String kind, JsonObjectWriter data) {
    String text = data.end().toString();
    String members = text.substring(1, text.length() - 1);
    return "{\"eventType\":\"%s\",\"data\":%s,%s}".formatted(kind, text, members);
  }
}
