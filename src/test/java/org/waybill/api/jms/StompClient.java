package org.waybill.api.jms;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** STOMP 1.2, as little of it as a producer needs. */
final class StompClient implements AutoCloseable {

  /** What the broker sent. */
  record Frame(String command, Map<String, String> headers, String body) {}

  private final Socket socket;
  private final InputStream in;

  StompClient(int port, String user, String password) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream());
    send(
        "CONNECT",
        Map.of("accept-version", "1.2", "host", "localhost", "login", user, "passcode", password),
        "");
  }

  void send(String command, Map<String, String> headers, String body) throws IOException {
    StringBuilder frame = new StringBuilder(command).append('\n');
    headers.forEach((name, value) -> frame.append(name).append(':').append(value).append('\n'));
    frame.append('\n').append(body).append('\0');
    socket.getOutputStream().write(frame.toString().getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The next frame. */
  Frame read() throws IOException {
    String command = line();
    while (command.isEmpty()) {
      command = line();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1));
    }
    return new Frame(command, headers, until('\0'));
  }

  private String line() throws IOException {
    return until('\n');
  }

  private String until(char end) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int next = in.read(); next != end; next = in.read()) {
      if (next < 0) {
        throw new IOException("the broker hung up");
      }
      text.write(next);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
