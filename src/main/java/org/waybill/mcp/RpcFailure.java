package org.waybill.mcp;

import java.io.IOException;

/** The server answered with an error. */
final class RpcFailure extends IOException {

  private static final long serialVersionUID = 1L;

  RpcFailure(String message) {
    super(message);
  }
}
