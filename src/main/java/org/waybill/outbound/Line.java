package org.waybill.outbound;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection to an address that was checked. Interrupting its thread closes it. */
final class Line implements Closeable {

  private final SocketChannel channel;
  private final Deadline deadline;
  private Socket socket;

  private Line(SocketChannel channel, long nanos) {
    this.channel = channel;
    this.socket = channel.socket();
    this.deadline = new Deadline(channel, nanos);
  }

  /**
   * Connects to the first address that answers.
   *
   * @param nanos after which the connection is closed, done or not
   */
  static Line open(Target target, Duration connect, long nanos, SSLSocketFactory tls)
      throws IOException {
    long until = System.nanoTime() + nanos;
    List<InetAddress> addresses = target.addresses();
    for (int i = 0; ; i++) {
      Line line = new Line(SocketChannel.open(), until - System.nanoTime());
      try {
        InetSocketAddress address = new InetSocketAddress(addresses.get(i), target.port());
        line.socket.connect(address, (int) Math.max(connect.toMillis(), 1));
        if (target.isSecure()) {
          line.secure(target, tls);
        }
        return line;
      } catch (IOException | RuntimeException e) {
        line.close();
        boolean last = i == addresses.size() - 1 || line.isLate();
        if (last || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  private void secure(Target target, SSLSocketFactory tls) throws IOException {
    SSLSocket secure = (SSLSocket) tls.createSocket(socket, target.host(), target.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    socket = secure;
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  InputStream in() throws IOException {
    return new BufferedInputStream(socket.getInputStream());
  }

  boolean isLate() {
    return deadline.isOver();
  }

  @Override
  public void close() throws IOException {
    deadline.close();
    channel.close();
  }
}
