package org.waybill.streaming;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.security.Caller;

/** {@code /ws/tasks}: JSON text frames. */
@ServerEndpoint(value = "/ws/tasks", subprotocols = TaskSocket.PROTOCOL)
public class TaskSocket {

  static final String PROTOCOL = "waybill.v1";

  private static final Logger LOG = Logger.getLogger(TaskSocket.class.getName());
  private static final int LARGEST_FRAME = 16_384;

  @Inject private SocketClients socketClients;
  @Inject private SocketCommands socketCommands;
  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private SocketExtensions extensions;
  @Inject private ConnectionLimits limits;
  @Inject private UnsolicitedFrames unsolicited;

  @OnOpen
  public void open(Session session) {
    session.setMaxTextMessageBufferSize(LARGEST_FRAME);
    // Quiet clients may stay; those that are gone do not respond to pings.
    session.setMaxIdleTimeout(0);
    SocketSender socketSender = new SocketSender(session);
    if (!(session.getUserPrincipal() instanceof Caller caller)) {
      socketSender.close(CloseReason.CloseCodes.VIOLATED_POLICY, "a valid API token is required");
      return;
    }
    try {
      limits.acquireSocket(caller);
    } catch (TooManyConnections e) {
      socketSender.close(CloseReason.CloseCodes.TRY_AGAIN_LATER, e.getMessage());
      return;
    }
    String id = session.getId();
    SocketClient client =
        new SocketClient(subscriberRegistry.connect(caller, socketSender), socketSender);
    socketClients.add(id, client);
    socketSender.onClose(() -> remove(id));
    client.begin(unsolicited.begin(client));
    extensions.opened(client, session.getRequestParameterMap());
  }

  @OnMessage
  public void received(String frame, Session session) {
    SocketClient client = socketClients.of(session.getId());
    if (client == null) {
      return;
    }
    client.sender().received();
    try {
      socketCommands.act(client, SocketRequest.read(frame));
    } catch (SocketRequest.Wrong e) {
      client.refuse(e.field(), e.getMessage());
    } catch (RuntimeException e) {
      // Whatever happened, the client is informed: an open WebSocket must not be silent.
      LOG.log(Level.WARNING, "Processing a WebSocket message failed; the client gets an error", e);
      client.refuse("frame", "could not be processed; try again");
    }
  }

  @OnMessage
  public void lives(PongMessage pong, Session session) {
    SocketClient client = socketClients.of(session.getId());
    if (client != null) {
      client.sender().received();
    }
  }

  @OnClose
  public void closed(Session session) {
    remove(session.getId());
  }

  /** A session that had an error may never deliver a frame again, so it does not stay open. */
  @OnError
  public void failed(Session session, Throwable error) {
    LOG.log(Level.FINE, "WebSocket error", error);
    SocketClient client = remove(session.getId());
    if (client != null) {
      client.sender().close(CloseReason.CloseCodes.UNEXPECTED_CONDITION, "connection error");
    }
  }

  /** Called by whatever notices the end first. */
  private SocketClient remove(String session) {
    SocketClient client = socketClients.remove(session);
    if (client != null) {
      limits.releaseSocket(client.caller());
      client.end(subscriberRegistry);
      extensions.closed(client);
    }
    return client;
  }
}
