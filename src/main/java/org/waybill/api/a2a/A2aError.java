package org.waybill.api.a2a;

import org.waybill.api.Problem;

/**
 * The errors of the protocol.
 *
 * <p>The names are shown to callers as reasons.
 */
enum A2aError {
  TASK_NOT_FOUND(-32001, 404, "NOT_FOUND"),
  TASK_NOT_CANCELABLE(-32002, 400, "FAILED_PRECONDITION"),
  UNSUPPORTED_OPERATION(-32004, 400, "FAILED_PRECONDITION"),
  CONTENT_TYPE_NOT_SUPPORTED(-32005, 400, "INVALID_ARGUMENT"),
  VERSION_NOT_SUPPORTED(-32009, 400, "FAILED_PRECONDITION"),
  PARSE_ERROR(-32700, 400, "INVALID_ARGUMENT"),
  INVALID_REQUEST(-32600, 400, "INVALID_ARGUMENT"),
  METHOD_NOT_FOUND(-32601, 404, "UNIMPLEMENTED"),
  INVALID_PARAMS(-32602, 400, "INVALID_ARGUMENT"),
  RATE_LIMITED(-32603, 429, "RESOURCE_EXHAUSTED"),
  UNAVAILABLE(-32603, 503, "UNAVAILABLE"),
  INTERNAL(-32603, 500, "INTERNAL");

  private final int code;
  private final int status;
  private final String rpcStatus;

  A2aError(int code, int status, String rpcStatus) {
    this.code = code;
    this.status = status;
    this.rpcStatus = rpcStatus;
  }

  /** The JSON-RPC error code. */
  int code() {
    return code;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** The matching {@code google.rpc.Code}. */
  String rpcStatus() {
    return rpcStatus;
  }

  /** Whether it is specific to this protocol. */
  boolean isSpecific() {
    return code <= TASK_NOT_FOUND.code && code >= -32099;
  }

  /** Whether it is the server's fault, not the caller's. */
  boolean isOfTheServer() {
    return status == 429 || status >= 500;
  }

  A2aProblem problem(String detail) {
    return new A2aProblem(this, detail, null);
  }

  /** The error of this protocol for a problem. */
  static A2aError of(Problem problem) {
    if (problem instanceof A2aProblem ours) {
      return ours.error();
    }
    return switch (problem.status()) {
      case 404, 410 -> TASK_NOT_FOUND;
      case 400, 413, 422 -> INVALID_PARAMS;
      case 406, 415 -> CONTENT_TYPE_NOT_SUPPORTED;
      case 409 -> UNSUPPORTED_OPERATION;
      case 429 -> RATE_LIMITED;
      case 503 -> UNAVAILABLE;
      default -> INTERNAL;
    };
  }
}
