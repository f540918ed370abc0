package org.waybill.api.agui;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * A message of role {@code tool}: the result of a call, from the server or from the client.
 *
 * @param place what it is called in errors
 * @param callId as the client sent it
 */
record ToolMessage(String place, String callId, RequestBody message) {

  private static final int MOST_PARTS = 100;
  private static final int LONGEST_TYPE = 20;

  /**
   * The result as the answer to a question has it: text, or {@code {"error":…}}.
   *
   * @throws Problem 400 if it is none
   */
  JsonValue result() {
    try {
      String error = message.text("error", ChatTaskFactory.LONGEST_MESSAGE);
      if (error != null && !error.isEmpty()) {
        return Json.object().add("error", error).build();
      }
      return Json.read(Json.quote(content()));
    } catch (Problem e) {
      throw e.in(place + ".");
    }
  }

  private String content() {
    JsonValue content = message.value("content");
    if (content == null || content instanceof JsonString) {
      String text = message.text("content", ChatTaskFactory.LONGEST_MESSAGE);
      return text == null ? "" : text;
    }
    JsonArray parts = message.array("content", MOST_PARTS);
    List<String> texts = new ArrayList<>();
    for (int i = 0; parts != null && i < parts.size(); i++) {
      RequestBody part = RequestBody.of(parts.get(i), "content[" + i + "]");
      if (!"text".equals(part.text("type", LONGEST_TYPE))) {
        throw RequestBody.wrong("content[" + i + "].type", "is not text", "text");
      }
      texts.add(part.requiredText("text", ChatTaskFactory.LONGEST_MESSAGE));
    }
    return String.join("\n", texts);
  }
}
