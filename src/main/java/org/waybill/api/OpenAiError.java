package org.waybill.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.waybill.json.Json;

/**
 * Problems as clients of OpenAI's API know them: {@code {"error":{message,type,param,code}}}. All
 * errors below {@code /v1} have this shape, those of filters and of the server itself as well.
 */
final class OpenAiError {

  private static final String SEGMENT = "/v1/";

  private static final int SERVER_ERRORS = 500;

  private static final Map<Integer, String> TYPES =
      Map.of(401, "authentication_error", 403, "permission_error", 429, "rate_limit_error");

  private static final Map<Integer, String> CODES =
      Map.of(
          401, "invalid_api_key",
          403, "forbidden",
          404, "not_found",
          409, "conflict",
          413, "request_too_large",
          429, "rate_limit_exceeded",
          503, "unavailable");

  private OpenAiError() {}

  /** Whether this is a call of a path whose errors have this shape. */
  static boolean isWantedBy(HttpServletRequest request, String uri) {
    String path = uri == null ? "" : uri.substring(Math.min(uri.length(), context(request)));
    return path.startsWith(SEGMENT) || path.startsWith("/api" + SEGMENT);
  }

  private static int context(HttpServletRequest request) {
    return request.getContextPath() == null ? 0 : request.getContextPath().length();
  }

  /** The same for a path below {@code /api}. */
  static boolean isWantedBy(String path) {
    return ("/" + path + "/").replaceFirst("^/+", "/").startsWith(SEGMENT);
  }

  /**
   * @param problem as {@link Problem#toJson} writes it
   */
  static JsonObject of(int status, JsonObject problem) {
    String message = problem.getString("detail", problem.getString("title", "Error " + status));
    return Json.object().add("error", error(status, message, problem)).build();
  }

  private static JsonObject error(int status, String message, JsonObject problem) {
    return Json.object()
        .add("message", message)
        .add("type", type(status))
        .add("param", problem.getOrDefault("field", JsonValue.NULL))
        .add("code", code(status, problem))
        .build();
  }

  private static String type(int status) {
    return status >= SERVER_ERRORS
        ? "server_error"
        : TYPES.getOrDefault(status, "invalid_request_error");
  }

  private static JsonValue code(int status, JsonObject problem) {
    JsonValue own = problem.get("code");
    if (own != null) {
      return own;
    }
    String usual = CODES.get(status);
    return usual == null ? JsonValue.NULL : Json.read(Json.quote(usual));
  }
}
