package org.waybill.progress;

import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
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

  @OnOpen
  public void open(Session session) {
    session.setMaxTextMessageBufferSize(LARGEST_FRAME);
    session.setMaxIdleTimeout(0);
    Outbox outbox = new Outbox(session);
    if (!(session.getUserPrincipal() instanceof Caller caller)) {
      outbox.close(CloseReason.CloseCodes.VIOLATED_POLICY, "a valid API token is needed");
      return;
    }
    Listener listener = listeners.connect(caller, outbox);
    Client client = new Client(listener, outbox);
    clients.add(session.getId(), client);
    board.opened(
        client, session.getRequestParameterMap().getOrDefault(BoardWishes.PARAMETER, List.of()));
  }

  @OnMessage
  public void received(String frame, Session session) {
    Client client = clients.of(session.getId());
    if (client == null) {
      return;
    }
    try {
      JsonObject request = Json.readInput(frame).asJsonObject();
      subscriptions.act(client, request);
    } catch (JsonException | ClassCastException e) {
      client.outbox().send(EventText.error("frame", "is no JSON object of the right shape", null));
    }
  }

  @OnClose
  public void closed(Session session) {
    remove(session);
  }

  @OnError
  public void failed(Session session, Throwable error) {
    LOG.log(Level.FINE, "WebSocket error", error);
    remove(session);
  }

  private void remove(Session session) {
    Client client = clients.remove(session.getId());
    if (client != null) {
      listeners.remove(client.listener());
      board.closed(client);
    }
  }
}
