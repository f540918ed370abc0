package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * What a client says that a call of its tool came to: an item {@code function_call_output}.
 *
 * @param place what the item is called in errors
 */
record CallOutput(String place, String callId, String output) {

  static final String TYPE = "function_call_output";

  private static final int LONGEST_ID = 200;
  private static final int LONGEST_TYPE = 40;
  private static final int MOST_PARTS = 100;

  static CallOutput read(RequestBody item, String place) {
    try {
      return new CallOutput(place, item.requiredLine("call_id", LONGEST_ID), output(item));
    } catch (ResponseProblem e) {
      throw e;
    } catch (Problem e) {
      throw e.in(place + ".");
    }
  }

  private static String output(RequestBody item) {
    JsonValue output = item.value("output");
    if (output == null) {
      throw RequestBody.wrong("output", "is missing", "text, or an array of parts of text");
    }
    if (output instanceof JsonString) {
      return item.text("output", ChatTaskFactory.LONGEST_MESSAGE);
    }
    JsonArray parts = item.array("output", MOST_PARTS);
    List<String> texts = new ArrayList<>();
    for (int i = 0; parts != null && i < parts.size(); i++) {
      String part = "output[" + i + "]";
      RequestBody each = RequestBody.of(parts.get(i), part);
      if (!"input_text".equals(each.text("type", LONGEST_TYPE))) {
        throw ResponseProblem.unsupported(part + ".type", "input_text");
      }
      texts.add(each.requiredText("text", ChatTaskFactory.LONGEST_MESSAGE));
    }
    return String.join("\n", texts);
  }

  /** As kept. */
  JsonObject toJson() {
    return Json.object()
        .add("type", TYPE)
        .add("call_id", callId)
        .add("output", output)
        .add("status", "completed")
        .build();
  }
}
