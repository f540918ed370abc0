package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.api.Problem;
import org.waybill.json.Json;

/** An error of the protocol. */
final class McpProblem extends Problem {

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL = -32603;
  static final int HEADER_MISMATCH = -32020;
  static final int MISSING_CAPABILITY = -32021;
  static final int UNSUPPORTED_VERSION = -32022;

  private static final long serialVersionUID = 1L;
  private static final int BAD_REQUEST = 400;

  private final int code;
  private final transient JsonObject data;

  private McpProblem(int code, int status, String detail, JsonObject data) {
    super(status, "MCP error", detail, null);
    this.code = code;
    this.data = data;
  }

  /** The JSON-RPC error code. */
  int code() {
    return code;
  }

  /** More of it for programs, or null. */
  JsonObject data() {
    return data;
  }

  /** The request is none. */
  static McpProblem invalidRequest(String detail) {
    return new McpProblem(INVALID_REQUEST, BAD_REQUEST, detail, null);
  }

  /** The request came in a way that the door does not take. */
  static McpProblem rejected(int status, String detail) {
    return new McpProblem(INVALID_REQUEST, status, detail, null);
  }

  static McpProblem notJson(String detail) {
    return new McpProblem(PARSE_ERROR, BAD_REQUEST, "The body is not valid JSON: " + detail, null);
  }

  static McpProblem headerMismatch(String detail) {
    return new McpProblem(HEADER_MISMATCH, BAD_REQUEST, "Header mismatch: " + detail, null);
  }

  /** The client has not declared an extension that the request needs. */
  static McpProblem missingExtension(String extension) {
    JsonObject data =
        Json.object()
            .add(
                "requiredCapabilities",
                Json.object()
                    .add("extensions", Json.object().add(extension, JsonValue.EMPTY_JSON_OBJECT)))
            .build();
    return new McpProblem(
        MISSING_CAPABILITY,
        BAD_REQUEST,
        "The client's capabilities do not include the extension " + extension,
        data);
  }

  static McpProblem unsupportedVersion(String requested) {
    JsonObject data =
        Json.object().add("supported", Revision.supported()).add("requested", requested).build();
    return new McpProblem(
        UNSUPPORTED_VERSION, BAD_REQUEST, "Unsupported protocol version " + requested, data);
  }

  static McpProblem noMethod(String method, Revision revision) {
    return new McpProblem(
        METHOD_NOT_FOUND,
        revision.isStateless() ? 404 : 200,
        "There is no method '%s' in revision %s.".formatted(method, revision.label()),
        null);
  }

  static McpProblem invalidParams(String detail) {
    return new McpProblem(INVALID_PARAMS, 200, detail, null);
  }

  /** The request lacks what its revision requires of each. */
  static McpProblem missingParams(String detail) {
    return new McpProblem(INVALID_PARAMS, BAD_REQUEST, detail, null);
  }

  /** A method that is not offered in this way. */
  static McpProblem notOffered(String detail) {
    return new McpProblem(METHOD_NOT_FOUND, 200, detail, null);
  }

  /** It is not done yet. */
  static McpProblem notYet(String detail) {
    return new McpProblem(INTERNAL, 200, detail, null);
  }
}
