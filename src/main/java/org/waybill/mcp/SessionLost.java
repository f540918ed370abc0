package org.waybill.mcp;

import java.io.IOException;

/** The server does not know the session (any more): the request was not run. */
final class SessionLost extends IOException {

  private static final long serialVersionUID = 1L;

  SessionLost() {
    super("the server does not know the session");
  }
}
