package org.waybill.api.mcp;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import org.waybill.json.Json;

/**
 * A JSON-RPC 2.0 message of a client.
 *
 * @param id as JSON text; null unless it is a request
 * @param method null if it is a response
 */
record McpMessage(Kind kind, String id, String method, JsonObject params) {

  private static final int LONGEST = 200;

  /** What a client can send. */
  enum Kind {
    REQUEST,
    NOTIFICATION,
    RESPONSE
  }

  /** Reads the JSON, whatever it contains. */
  static JsonValue parse(InputStream body) {
    try {
      return Json.readInput(body);
    } catch (JsonException e) {
      throw McpProblem.notJson(e.getMessage());
    }
  }

  /** The id for an error response, or null if the message has no valid one. */
  static String idOf(JsonValue body) {
    JsonValue id = body instanceof JsonObject object ? object.get("id") : null;
    return isId(id) ? id.toString() : null;
  }

  /**
   * @throws McpProblem if it is no message
   */
  static McpMessage read(JsonValue body) {
    if (!(body instanceof JsonObject object)) {
      throw McpProblem.invalidRequest("The body is not a JSON object; batches are not supported");
    }
    if (!(object.get("jsonrpc") instanceof JsonString v && v.getString().equals("2.0"))) {
      throw McpProblem.invalidRequest("jsonrpc is " + object.get("jsonrpc") + "; allowed: \"2.0\"");
    }
    boolean answers = object.containsKey("result") || object.containsKey("error");
    if (answers && !object.containsKey("method")) {
      return new McpMessage(Kind.RESPONSE, null, null, JsonValue.EMPTY_JSON_OBJECT);
    }
    if (!(object.get("method") instanceof JsonString method)
        || method.getString().length() > LONGEST) {
      throw McpProblem.invalidRequest("method is missing or no name; allowed: a method name");
    }
    JsonValue id = object.get("id");
    if (object.containsKey("id") && !isId(id)) {
      throw McpProblem.invalidRequest(
          "id is not valid; allowed: an integer or text of at most %d characters"
              .formatted(LONGEST));
    }
    JsonValue params = object.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT);
    if (!(params instanceof JsonObject members)) {
      throw McpProblem.invalidRequest("params is no object; allowed: a JSON object");
    }
    return new McpMessage(
        id == null ? Kind.NOTIFICATION : Kind.REQUEST, idOf(body), method.getString(), members);
  }

  /** What the client says about the request. */
  JsonObject meta() {
    return params.get("_meta") instanceof JsonObject meta ? meta : JsonValue.EMPTY_JSON_OBJECT;
  }

  /** A text of the parameters, or null. */
  String text(String name) {
    return params.get(name) instanceof JsonString text ? text.getString() : null;
  }

  private static boolean isId(JsonValue id) {
    return id instanceof JsonString text && text.getString().length() <= LONGEST
        || id instanceof JsonNumber number
            && number.isIntegral()
            && number.toString().length() <= LONGEST;
  }
}
