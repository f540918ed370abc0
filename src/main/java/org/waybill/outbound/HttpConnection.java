package org.waybill.outbound;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestUserAgent;
import org.apache.hc.core5.io.Closer;
import org.waybill.time.Ticker;

/**
 * One connection to an address that was checked. It is closed when its time is over, whatever it is
 * doing then, and by an interrupt of the thread that uses it, since it is a channel's.
 */
final class HttpConnection implements Closeable {

  private static final int MOST_HEADERS = 128;
  private static final int LONGEST_HEADER = 32_768;
  private static final Http1Config CONFIG =
      Http1Config.custom().setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_HEADER).build();
  private static final HttpProcessor HEADERS =
      new DefaultHttpProcessor(new RequestContent(), new RequestUserAgent("Waybill"));
  private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private CompletableFuture<Void> deadline = new CompletableFuture<>();
  private Socket socket;

  @SuppressWarnings("FutureReturnValueIgnored") // it does not fail
  private HttpConnection(SocketChannel channel, long nanos) {
    socket = channel.socket();
    end.whenComplete((done, late) -> Closer.closeQuietly(channel));
    begin(deadline, nanos);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it does not fail
  private void begin(CompletableFuture<Void> limit, long nanos) {
    limit
        .orTimeout(Math.max(nanos, 1), TimeUnit.NANOSECONDS)
        .whenComplete(
            (over, late) -> {
              if (late != null) {
                end.completeExceptionally(late);
              }
            });
  }

  /** From now on its time is this one, whatever it was before. */
  void allow(Duration time) {
    CompletableFuture<Void> before = deadline;
    deadline = new CompletableFuture<>();
    before.complete(null);
    begin(deadline, time.toNanos());
  }

  /**
   * Connects to the first address that answers.
   *
   * @param nanos after which the connection is closed, done or not
   */
  static HttpConnection open(
      Target target, Duration connect, long until, SSLSocketFactory tls, Ticker ticker)
      throws IOException {
    List<InetAddress> addresses = target.addresses();
    for (int i = 0; ; i++) {
      HttpConnection httpConnection =
          new HttpConnection(SocketChannel.open(), until - ticker.nanos());
      try {
        InetSocketAddress address = new InetSocketAddress(addresses.get(i), target.port());
        httpConnection.socket.connect(address, (int) Math.max(connect.toMillis(), 1));
        if (target.isSecure()) {
          httpConnection.secure(target, tls);
        }
        return httpConnection;
      } catch (IOException | RuntimeException e) {
        boolean last = i == addresses.size() - 1 || httpConnection.end.isDone();
        httpConnection.close();
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

  /** The body of the answer is still to be read, before this is closed. */
  ClassicHttpResponse exchange(ClassicHttpRequest request) throws IOException, HttpException {
    DefaultBHttpClientConnection connection =
        new DefaultBHttpClientConnection(
            CONFIG, null, null, null, null, null, StrictHeadParser::new);
    connection.bind(socket);
    HttpCoreContext context = HttpCoreContext.create();
    EXECUTOR.preProcess(request, HEADERS, context);
    return EXECUTOR.execute(request, connection, context);
  }

  /** Closes it after this time, if it is not closed before. */
  @SuppressWarnings("FutureReturnValueIgnored") // what it does is done by the first end
  void closeAfter(Duration time) {
    end.orTimeout(Math.max(time.toNanos(), 1), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    deadline.complete(null);
    end.complete(null);
  }
}
