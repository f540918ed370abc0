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
 * A JSON-RPC 2.0 request.
 *
 * @param id the id of the call, as JSON text
 * @param version its protocol version
 */
record RpcCall(String id, ProtocolVersion version, Operation operation, RequestBody params) {

  /** Reads the JSON, whatever it contains. */
  static JsonValue parse(InputStream body) {
    try {
      return Json.readInput(body);
    } catch (JsonException e) {
      throw A2aError.PARSE_ERROR.problem("The body is not valid JSON: " + e.getMessage());
    }
  }

  /** The id for an error response, if the request has a valid one. */
  static String idOf(JsonValue body) {
    JsonValue id = body instanceof JsonObject object ? object.get("id") : null;
    return isId(id) ? id.toString() : "null";
  }

  /**
   * @param asked the version in the header
   * @throws A2aProblem if this is not a request, or not one of the version
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
    ProtocolVersion version = version(method.getString(), asked);
    Operation operation =
        Operation.named(method.getString(), version)
            .orElseThrow(
                () ->
                    A2aError.METHOD_NOT_FOUND.problem(
                        "There is no method '%s' in version %s."
                            .formatted(method.getString(), version.number())));
    return new RpcCall(idOf(body), version, operation, params(object));
  }

  /** Method names are different in the two versions, so they determine the version. */
  static ProtocolVersion version(String method, Optional<String> asked) {
    boolean legacy =
        asked.isPresent()
            ? asked.get().equals(ProtocolVersion.V0_3.number())
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
