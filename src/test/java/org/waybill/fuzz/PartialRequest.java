package org.waybill.fuzz;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.waybill.running.Api;

/** A request on a connection of its own, whose body comes in pieces or not at all. */
record PartialRequest(Socket connection) implements AutoCloseable {

  private static final String HEAD =
      "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n"
          + "Content-Length: %d\r\n\r\n";

  /**
   * Sends the head and the beginning of the body.
   *
   * @param length of the whole body
   */
  static PartialRequest begin(
      Api caller, String method, String path, String type, int length, String beginning)
      throws IOException {
    PartialRequest request = new PartialRequest(new Socket("127.0.0.1", caller.base().getPort()));
    request.connection.setSoTimeout((int) FuzzClient.HANGS.toMillis());
    request.send(HEAD.formatted(method, path, caller.token(), type, length) + beginning);
    return request;
  }

  void send(String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Head and, so far as it comes along, body. */
  String answer() throws IOException {
    byte[] bytes = new byte[8_192];
    int length = connection.getInputStream().read(bytes);
    return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The next byte, or -1 where the server has ended the connection. */
  int read() throws IOException {
    return connection.getInputStream().read();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
