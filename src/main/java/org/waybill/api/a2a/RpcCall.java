package org.waybill.api.a2a;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.Optional;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/**
 * A request of JSON-RPC 2.0.
 *
 * @param id JSON text of what the caller calls it by
 * @param spelling of the version that it belongs to
 */
record RpcCall(String id, ProtocolVersion spelling, Operation operation, RequestBody params) {

  /** Reads the JSON, whatever it says. */
  static JsonValue parse(InputStream body) {
    try {
      return Json.readInput(body);
    } catch (JsonException e) {
      throw A2aError.PARSE_ERROR.problem("The body is not valid JSON: " + e.getMessage());
    }
  }

  /** What an error is answered to: the id, as far as there is a usable one. */
  static String idOf(JsonValue body) {
    JsonValue id = body instanceof JsonObject object ? object.get("id") : null;
    return isId(id) ? id.toString() : "null";
  }

  /**
   * @param asked the version that a header names
   * @throws A2aProblem if this is no request, or none of the version
   */
  static RpcCall read(JsonValue body, Optional<String> asked) {
    if (!(body instanceof JsonObject object)) {
      throw invalid("The body is not a JSON object; batches are not supported");
    }
    if (!(object.get("jsonrpc") instanceof JsonString v && v.getString().equals("2.0"))) {
      throw invalid("jsonrpc is " + object.get("jsonrpc") + "; allowed: \"2.0\"");
    }
    if (!isId(object.get("id"))) {
      throw invalid("id is " + object.get("id") + "; allowed: a string, a number, or null");
    }
    if (!(object.get("method") instanceof JsonString method)) {
      throw invalid("method is " + object.get("method") + "; allowed: a method name");
    }
    ProtocolVersion spelling = spelling(method.getString(), asked);
    Operation operation =
        Operation.named(method.getString(), spelling)
            .orElseThrow(
                () ->
                    A2aError.METHOD_NOT_FOUND.problem(
                        "There is no method '%s' in version %s."
                            .formatted(method.getString(), spelling.version())));
    return new RpcCall(idOf(body), spelling, operation, params(object));
  }

  /** The methods of both versions have different names, so that the name tells the version. */
  static ProtocolVersion spelling(String method, Optional<String> asked) {
    boolean legacy =
        asked.isPresent()
            ? asked.get().equals(ProtocolVersion.V0_3.version())
            : Operation.named(method, ProtocolVersion.V0_3).isPresent();
    return legacy ? ProtocolVersion.V0_3 : ProtocolVersion.V1_0;
  }

  private static RequestBody params(JsonObject call) {
    JsonValue params = call.getOrDefault("params", JsonValue.EMPTY_JSON_OBJECT);
    if (!(params instanceof JsonObject)) {
      throw A2aProblem.wrong("params", "is not an object", "a JSON object");
    }
    return RequestBody.of(params, "params");
  }

  private static boolean isId(JsonValue id) {
    return id != null
        && switch (id.getValueType()) {
          case STRING, NUMBER, NULL -> true;
          case ARRAY, OBJECT, TRUE, FALSE -> false;
        };
  }

  private static A2aProblem invalid(String detail) {
    return A2aError.INVALID_REQUEST.problem(detail);
  }
}
