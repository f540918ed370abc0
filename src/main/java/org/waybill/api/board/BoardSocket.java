package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.waybill.streaming.SocketClient;
import org.waybill.streaming.SocketExtension;
import org.waybill.streaming.SocketRequest;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.type.KnownTypes;

/** The board's part of the WebSocket: names of sockets, queue sizes, audio, and the clock. */
@ApplicationScoped
class BoardSocket implements SocketExtension {

  private static final String PARAMETER = "websocket_id";
  private static final String BOARD = "board";
  private static final String CLOCK = "clock";
  private static final String QUEUE = KnownTypes.BOARD_QUESTION.queue();

  @Inject private BoardClients clients;
  @Inject private BoardFrames frames;

  /** The names of the socket may be in its query. */
  @Override
  public void opened(SocketClient client, Map<String, List<String>> parameters) {
    parameters.getOrDefault(PARAMETER, List.of()).stream()
        .filter(name -> clients.name(client, name))
        .findFirst()
        .ifPresent(name -> frames.begin(client));
  }

  @Override
  public void closed(SocketClient client) {
    clients.remove(client);
  }

  @Override
  public boolean handle(SocketClient client, String action, SocketRequest frame) {
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
      confirm(client, on, CLOCK);
    }
    if (shown) {
      clients.board(client, on);
      confirm(client, on, BOARD);
      if (on) {
        frames.begin(client);
      }
    }
    return clock || shown;
  }

  @Override
  public boolean wants(TaskRef task) {
    return task.queue().equals(QUEUE);
  }

  @Override
  public void publish(SocketClient client, TaskEvent event) {
    frames.publish(client, event);
  }

  @Override
  public void tick() {
    frames.tick();
  }

  private void hello(SocketClient client, String name) {
    if (clients.name(client, name)) {
      client.subscribed("websocketId", name);
      frames.begin(client);
    } else {
      client.refuse(
          "websocketId", "is '" + name + "'; allowed: 1 to 200 characters, at most 10 names");
    }
  }

  private static void confirm(SocketClient client, boolean on, String what) {
    if (on) {
      client.subscribed(what, "true");
    } else {
      client.unsubscribed(what, "true");
    }
  }
}
