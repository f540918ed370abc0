package org.waybill.running;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection by hand: it answers nothing, and may be torn off. */
public final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket connection;
  private final String status;

  private RawClient(URI base, String head) {
    try {
      connection = new Socket(base.getHost(), base.getPort());
      connection.setSoTimeout(PATIENCE_MILLIS);
      connection.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      status = line(connection.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens an event stream. */
  public static RawClient stream(Api caller, String path) {
    return new RawClient(
        caller.base(),
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nAccept: text/event-stream\r\n\r\n"
            .formatted(path, caller.base().getAuthority(), caller.token()));
  }

  /** Sends a request, or several, as they are written here. */
  public static RawClient send(URI base, String requests) {
    return new RawClient(base, requests);
  }

  /** Asks for something, and reads no more than the status. */
  public static RawClient get(Api caller, String path) {
    return new RawClient(
        caller.base(),
        "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, caller.base().getAuthority(), caller.token()));
  }

  /** Opens a WebSocket. */
  public static RawClient socket(Api caller) {
    return new RawClient(caller.base(), Handshake.request(caller.base(), caller.token()));
  }

  /** The status of the answer. */
  public int status() {
    return Integer.parseInt(status.split(" ")[1]);
  }

  /** What is left of the answer, as far as it has come by now and in one piece. */
  public String next() {
    try {
      byte[] bytes = new byte[8_192];
      int count = connection.getInputStream().read(bytes);
      return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left of the answer, up to the end of the connection. */
  public String rest() {
    try {
      return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends with a reset, as a network that breaks does. */
  public void tearOff() {
    try {
      connection.setSoLinger(true, 0);
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("ended after " + line);
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }
}
