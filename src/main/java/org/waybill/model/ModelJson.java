package org.waybill.model;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import org.waybill.json.Json;

/** Reads what model servers send, whatever they leave out. */
final class ModelJson {

  private static final int LONGEST_COMPLAINT = 300;

  private ModelJson() {}

  static JsonObject object(String data) throws IOException {
    try {
      return Json.read(data).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      throw new IOException("the model sent something that is not a JSON object", e);
    }
  }

  /** The member, or null if it is none of this kind. */
  static JsonObject child(JsonObject json, String name) {
    return json.get(name) instanceof JsonObject child ? child : null;
  }

  static JsonArray array(JsonObject json, String name) {
    return json.get(name) instanceof JsonArray array ? array : null;
  }

  static String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString text ? text.getString() : null;
  }

  static Integer integer(JsonObject json, String name) {
    return json.get(name) instanceof JsonNumber number ? number.intValue() : null;
  }

  /** -1 if it is not there. */
  static long count(JsonObject json, String name) {
    return json != null && json.get(name) instanceof JsonNumber number ? number.longValue() : -1;
  }

  /** What a model wrote as arguments; what is no JSON object cannot be sent back as one. */
  static JsonObject arguments(String text) {
    try {
      return Json.read(text.isBlank() ? "{}" : text).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      return Json.object().add("invalid", text).build();
    }
  }

  /** An error that comes in place of the rest of an answer. */
  static IOException failed(JsonValue error) {
    String text = String.valueOf(error);
    if (text.contains("overloaded") || text.contains("rate_limit")) {
      throw new ModelFailure.Busy("The model is overloaded.", null);
    }
    return new IOException(
        "the model reported " + text.substring(0, Math.min(LONGEST_COMPLAINT, text.length())));
  }
}
