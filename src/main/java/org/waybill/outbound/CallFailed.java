package org.waybill.outbound;

import java.io.IOException;

/** A call got no answer that could be used: unreachable, too slow, too large, or no HTTP. */
public class CallFailed extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message for whoever named the address
   */
  CallFailed(String message, Throwable cause) {
    super(message, cause);
  }

  CallFailed(String message) {
    super(message);
  }
}
