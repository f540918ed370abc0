package org.waybill.a2a;

import java.io.IOException;

/** A peer refused a request and did not run it. */
final class PeerRefusal extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int NOT_FOUND = -32_001;
  private static final int HTTP_NOT_FOUND = 404;

  private final int code;
  private final boolean isPassing;

  /**
   * @param code of JSON-RPC, or the HTTP status
   * @param isPassing whether the same request may be accepted later
   */
  PeerRefusal(int code, String message, boolean isPassing) {
    super(message);
    this.code = code;
    this.isPassing = isPassing;
  }

  boolean isPassing() {
    return isPassing;
  }

  /** Whether it does not know the task. */
  boolean isNotFound() {
    return code == NOT_FOUND || code == HTTP_NOT_FOUND;
  }
}
