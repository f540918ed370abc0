package org.waybill.mcp;

import jakarta.json.JsonObject;

/** Takes what a server sends while a request is open. */
@FunctionalInterface
interface ServerMessages {

  void notified(JsonObject notification);

  /**
   * A form for the person whose call is open.
   *
   * @return false if nobody answers it
   */
  default boolean asks(McpSession session, JsonObject request) {
    return false;
  }
}
