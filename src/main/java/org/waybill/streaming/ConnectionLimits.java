package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.config.Settings;
import org.waybill.config.StreamSettings;
import org.waybill.security.Caller;

/** The limits of open connections. */
@ApplicationScoped
class ConnectionLimits {

  private final ConnectionLimit streams =
      new ConnectionLimit(
          "event streams", StreamSettings.STREAMS_PER_USER, StreamSettings.STREAMS_PER_NODE);
  private final ConnectionLimit sockets =
      new ConnectionLimit(
          "WebSockets", StreamSettings.SOCKETS_PER_USER, StreamSettings.SOCKETS_PER_NODE);

  @Inject private Settings settings;

  /**
   * @throws TooManyConnections if one more is too many
   */
  void acquireStream(Caller caller) {
    streams.acquire(caller, settings);
  }

  void releaseStream(Caller caller) {
    streams.release(caller);
  }

  /**
   * Checked before the handshake, after which a WebSocket can only be closed.
   *
   * @throws TooManyConnections if the limit is reached
   */
  void checkSocket(Caller caller) {
    sockets.check(caller, settings);
  }

  /**
   * @throws TooManyConnections if one more is too many
   */
  void acquireSocket(Caller caller) {
    sockets.acquire(caller, settings);
  }

  void releaseSocket(Caller caller) {
    sockets.release(caller);
  }
}
