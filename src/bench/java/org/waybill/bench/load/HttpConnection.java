package org.waybill.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One keep-alive connection of one producer: sends a request built beforehand, waits for its
 * answer. The JDK's HTTP client costs as much CPU as the systems it would measure.
 */
public final class HttpConnection implements Closeable {

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
  private static final int PATIENCE_MS = 60_000;

  private final InetSocketAddress address;
  private Socket socket;
  private ResponseReader reader;

  public HttpConnection(URI base) {
    this.address = new InetSocketAddress(base.getHost(), base.getPort());
  }

  /** Sends and waits; returns the status. */
  public int send(byte[] request) throws IOException {
    boolean reused = socket != null;
    try {
      exchange(request);
    } catch (IOException e) {
      // A server may close an idle connection just as the next request leaves.
      boolean closedWhileIdle = reused && reader != null && !reader.begun();
      close();
      if (!closedWhileIdle) {
        throw e;
      }
      exchange(request);
    }
    int status = reader.status();
    if (!reader.keepsAlive()) {
      close();
    }
    return status;
  }

  /** The last answer's body. */
  public String body() {
    return reader.body();
  }

  /** The {@code id} in the last answer. */
  public String id() {
    Matcher found = ID.matcher(body());
    if (!found.find()) {
      throw new IllegalStateException("no id in " + body());
    }
    return found.group(1);
  }

  private void exchange(byte[] request) throws IOException {
    if (socket == null) {
      open();
    }
    socket.getOutputStream().write(request);
    reader.read();
  }

  private void open() throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(address, PATIENCE_MS);
    reader = new ResponseReader(socket.getInputStream());
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
