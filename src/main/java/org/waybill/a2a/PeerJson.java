package org.waybill.a2a;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;

/** Reads members of what a peer sent; what is of the wrong type is as good as missing. */
final class PeerJson {

  private static final int LONGEST_ID = 500;

  private PeerJson() {}

  /**
   * The id of something that cannot do without.
   *
   * @throws IOException if there is none, or a very long one
   */
  static String id(JsonObject json, String name) throws IOException {
    String id = text(json, name, "");
    if (id.isEmpty() || id.length() > LONGEST_ID || id.indexOf(0) >= 0) {
      throw new IOException(
          "the agent sent no usable %s; allowed: 1 to %d characters".formatted(name, LONGEST_ID));
    }
    return id;
  }

  static String text(JsonObject json, String name, String otherwise) {
    return json.get(name) instanceof JsonString text ? text.getString() : otherwise;
  }

  static JsonObject object(JsonObject json, String name) {
    return json.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  /** The objects of an array. */
  static List<JsonObject> objects(JsonObject json, String name) {
    JsonArray array = json.get(name) instanceof JsonArray all ? all : JsonValue.EMPTY_JSON_ARRAY;
    return array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
  }
}
