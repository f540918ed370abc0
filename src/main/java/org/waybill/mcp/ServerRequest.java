package org.waybill.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.waybill.json.Json;

/** Requests that a server sends to its client, and the answers to them. */
final class ServerRequest {

  private static final int NO_SUCH_METHOD = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int NOBODY_TO_ASK = -32603;
  private static final String ELICITATION = "elicitation/create";

  private ServerRequest() {}

  /** Whether a person is to fill in a form. */
  static boolean isElicitation(JsonObject message) {
    return message.containsKey("id")
        && message.getString("method", "").equals(ELICITATION)
        && message.get("params") instanceof JsonObject params
        && params.getString("mode", "form").equals("form")
        && params.get("requestedSchema") instanceof JsonObject;
  }

  /** A ping is answered; whatever else is not a form for the person who waits is refused. */
  static JsonObject refusal(JsonObject request) {
    String method = request.getString("method", "");
    if (method.equals("ping")) {
      return result(request, JsonValue.EMPTY_JSON_OBJECT);
    }
    if (isElicitation(request)) {
      return error(
          request, NOBODY_TO_ASK, "nobody can be asked: not exactly one call of a tool is running");
    }
    return method.equals(ELICITATION)
        ? error(request, INVALID_PARAMS, "only mode form, with a requestedSchema, is supported")
        : error(request, NO_SUCH_METHOD, "not supported");
  }

  static JsonObject result(JsonObject request, JsonValue result) {
    return of(request).add("result", result).build();
  }

  static JsonObject unfit(JsonObject request, String why) {
    return error(request, INVALID_PARAMS, why);
  }

  private static JsonObject error(JsonObject request, int code, String message) {
    return of(request)
        .add("error", Json.object().add("code", code).add("message", message))
        .build();
  }

  private static JsonObjectBuilder of(JsonObject request) {
    return Json.object().add("jsonrpc", "2.0").add("id", request.get("id"));
  }
}
