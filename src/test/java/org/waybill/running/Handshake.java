package org.waybill.running;

import java.net.URI;

/** The request that opens a WebSocket, for clients that write it by hand. */
final class Handshake {

  private static final String REQUEST =
      "GET /ws/tasks HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nUpgrade: websocket\r\n"
          + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  private Handshake() {}

  static String request(URI base, String token) {
    return REQUEST.formatted(base.getAuthority(), token);
  }
}
