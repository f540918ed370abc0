package org.waybill.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.waybill.outbound.OpenResponse;
import org.waybill.text.EventReader;

/** The events of an answer while they come; closing it closes the connection. */
final class PeerStream implements Closeable {

  private static final int SUCCESS = 200;

  private final PeerProtocol protocol;
  private final OpenResponse response;
  private EventReader events;
  private boolean hasEnded;

  PeerStream(PeerProtocol protocol, OpenResponse response) {
    this.protocol = protocol;
    this.response = response;
  }

  /**
   * The next one, or null at the end.
   *
   * @throws PeerRefusal if the agent did not run the request
   * @throws IOException if the stream breaks, or is none
   */
  PeerEvent next() throws IOException, InterruptedException {
    if (hasEnded) {
      return null;
    }
    try {
      return read();
    } catch (IOException e) {
      if (Thread.interrupted()) {
        InterruptedException interrupted = new InterruptedException("interrupted while reading");
        interrupted.initCause(e);
        throw interrupted;
      }
      throw e;
    }
  }

  private PeerEvent read() throws IOException {
    boolean isStream = response.header("Content-Type").startsWith("text/event-stream");
    if (response.status() != SUCCESS || !isStream) {
      hasEnded = true;
      return PeerEvent.of(PeerHttp.result(protocol, response.status(), whole()));
    }
    if (events == null) {
      events = new EventReader(response.body(), PeerHttp.MOST_BYTES);
    }
    String data = events.next();
    hasEnded = data == null;
    return hasEnded ? null : PeerEvent.of(PeerHttp.result(protocol, SUCCESS, data));
  }

  private String whole() throws IOException {
    // Not closed: the library reads a body that is closed to its end.
    InputStream body = response.body();
    byte[] bytes = body.readNBytes(PeerHttp.MOST_BYTES + 1);
    if (bytes.length > PeerHttp.MOST_BYTES) {
      throw new IOException("the answer is larger than " + PeerHttp.MOST_BYTES + " bytes");
    }
    return new String(bytes, UTF_8);
  }

  /** Ends them after this time: reading them fails then. */
  void endAfter(Duration time) {
    response.closeAfter(time);
  }

  @Override
  public void close() {
    response.close();
  }
}
