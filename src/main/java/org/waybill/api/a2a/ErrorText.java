package org.waybill.api.a2a;

import org.waybill.api.Problem;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;

/** Writes errors in the format of each version and binding. */
final class ErrorText {

  private static final String TYPE = "type.googleapis.com/google.rpc.";
  private static final String DOMAIN = "a2a-protocol.org";

  private ErrorText() {}

  /** The member {@code error} of a JSON-RPC response. */
  static CharSequence rpc(ProtocolVersion protocolVersion, Problem problem) {
    A2aError error = A2aError.of(problem);
    return new JsonObjectWriter(new StringBuilder())
        .number("code", error.code())
        .text("message", problem.detail())
        .json("data", protocolVersion.isLegacy() ? brief(error, problem) : details(error, problem))
        .end();
  }

  /** The body of an HTTP response. */
  static CharSequence http(ProtocolVersion protocolVersion, Problem problem) {
    A2aError error = A2aError.of(problem);
    if (protocolVersion.isLegacy()) {
      return rpc(protocolVersion, problem);
    }
    CharSequence status =
        new JsonObjectWriter(new StringBuilder())
            .number("code", error.status())
            .text("status", error.rpcStatus())
            .text("message", problem.detail())
            .json("details", details(error, problem))
            .end();
    return new JsonObjectWriter(new StringBuilder()).json("error", status).end();
  }

  private static CharSequence brief(A2aError error, Problem problem) {
    return new JsonObjectWriter(new StringBuilder())
        .text("reason", error.name())
        .text("field", problem.field())
        .end();
  }

  private static CharSequence details(A2aError error, Problem problem) {
    StringBuilder out = new StringBuilder("[");
    new JsonObjectWriter(out)
        .text("@type", TYPE + "ErrorInfo")
        .text("reason", error.name())
        .text("domain", error.isSpecific() ? DOMAIN : "waybill")
        .end();
    if (problem.field() != null) {
      violation(out.append(','), problem);
    }
    problem.retryAfterSeconds().ifPresent(seconds -> retry(out.append(','), seconds));
    return out.append(']');
  }

  private static void violation(StringBuilder out, Problem problem) {
    out.append("{\"@type\":\"").append(TYPE).append("BadRequest\",\"fieldViolations\":[");
    new JsonObjectWriter(out)
        .text("field", problem.field())
        .text("description", problem.detail())
        .end();
    out.append("]}");
  }

  private static void retry(StringBuilder out, int seconds) {
    out.append("{\"@type\":\"").append(TYPE).append("RetryInfo\",\"retryDelay\":");
    Json.quote(out, seconds + "s").append('}');
  }
}
