package org.waybill.progress;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.security.Caller;

/** {@code /ws/tasks}: JSON text frames. */
@ServerEndpoint(value = "/ws/tasks", subprotocols = TaskSocket.PROTOCOL)
public class TaskSocket {

  static final String PROTOCOL = "waybill.v1";

  private static final Logger LOG = Logger.getLogger(TaskSocket.class.getName());
  private static final int LARGEST_FRAME = 16_384;

  @Inject private Clients clients;
  @Inject private Subscriptions subscriptions;
  @Inject private Listeners listeners;
  @Inject private BoardWishes board;
  @Inject private ConnectionLimits limits;
  @Inject private SpokenFrames spoken;

  @OnOpen
  public void open(Session session) {
    session.setMaxTextMessageBufferSize(LARGEST_FRAME);
    // Who is quiet may stay; who is gone answers no ping.
    session.setMaxIdleTimeout(0);
    Outbox outbox = new Outbox(session);
    if (!(session.getUserPrincipal() instanceof Caller caller)) {
      outbox.close(CloseReason.CloseCodes.VIOLATED_POLICY, "a valid API token is needed");
      return;
    }
    try {
      limits.acquireSocket(caller);
    } catch (TooManyConnections e) {
      outbox.close(CloseReason.CloseCodes.TRY_AGAIN_LATER, e.getMessage());
      return;
    }
    String id = session.getId();
    Client client = new Client(listeners.connect(caller, outbox), outbox);
    clients.add(id, client);
    outbox.onClose(() -> remove(id));
    client.begin(spoken.begin(client));
    board.opened(
        client, session.getRequestParameterMap().getOrDefault(BoardWishes.PARAMETER, List.of()));
  }

  @OnMessage
  public void received(String frame, Session session) {
    Client client = clients.of(session.getId());
    if (client == null) {
      return;
    }
    client.outbox().heard();
    try {
      subscriptions.act(client, SocketRequest.read(frame));
    } catch (SocketRequest.Wrong e) {
      client.outbox().send(EventText.error(e.field(), e.getMessage(), null));
    } catch (RuntimeException e) {
      // Whatever it is, the client hears of it: a socket that is open must not be mute.
      LOG.log(Level.WARNING, "A frame of a WebSocket could not be answered", e);
      client.outbox().send(EventText.error("frame", "could not be answered; try again", null));
    }
  }

  @OnMessage
  public void lives(PongMessage pong, Session session) {
    Client client = clients.of(session.getId());
    if (client != null) {
      client.outbox().heard();
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
    Client client = remove(session.getId());
    if (client != null) {
      client.outbox().close(CloseReason.CloseCodes.UNEXPECTED_CONDITION, "a frame failed");
    }
  }

  /** By whoever notices first. */
  private Client remove(String session) {
    Client client = clients.remove(session);
    if (client != null) {
      limits.releaseSocket(client.caller());
      client.end(listeners);
      board.closed(client);
    }
    return client;
  }
}
