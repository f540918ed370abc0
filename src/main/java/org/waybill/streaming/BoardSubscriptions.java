package org.waybill.streaming;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Does what a frame asks for that is about the board or the clock. */
@ApplicationScoped
class BoardSubscriptions {

  static final String PARAMETER = "websocket_id";

  private static final String BOARD = "board";
  private static final String CLOCK = "clock";

  @Inject private BoardClients clients;
  @Inject private BoardFrames frames;

  /** A socket was opened with these names in its query. */
  void opened(SocketClient client, List<String> names) {
    names.stream()
        .filter(name -> clients.name(client, name))
        .findFirst()
        .ifPresent(name -> frames.begin(client));
  }

  void closed(SocketClient client) {
    clients.remove(client);
  }

  /** Whether the frame was one of these. */
  boolean act(SocketClient client, String action, SocketRequest frame) {
    if (action.equals("hello")) {
      hello(client, BoardClients.nameIn(frame));
      return true;
    }
    boolean on = action.equals("subscribe");
    if (!on && !action.equals("unsubscribe")) {
      return false;
    }
    boolean clock = frame.flag(CLOCK);
    boolean shown = frame.flag(BOARD);
    if (clock) {
      clients.clock(client, on);
      publish(client, on, CLOCK);
    }
    if (shown) {
      clients.board(client, on);
      publish(client, on, BOARD);
      if (on) {
        frames.begin(client);
      }
    }
    return clock || shown;
  }

  private void hello(SocketClient client, String name) {
    if (clients.name(client, name)) {
      client.outbox().send(SocketFrames.subscribed("websocketId", name));
      frames.begin(client);
    } else {
      client
          .outbox()
          .send(
              SocketFrames.error(
                  "websocketId",
                  "is '" + name + "'; allowed: 1 to 200 characters, at most 10 names",
                  null));
    }
  }

  private static void publish(SocketClient client, boolean on, String what) {
    client
        .outbox()
        .send(on ? SocketFrames.subscribed(what, "true") : SocketFrames.unsubscribed(what, "true"));
  }
}
