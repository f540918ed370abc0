package org.waybill.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.json.Json;
import org.waybill.running.Api;

/** Listens by {@code scope: mine} on {@code /ws/tasks}. */
final class SocketStream extends LiveStream {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Api caller;
  private volatile WebSocket socket;

  SocketStream(Api caller) {
    super("WebSocket", false);
    this.caller = caller;
  }

  @Override
  void connection() throws Exception {
    Frames frames = new Frames();
    socket =
        CLIENT
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + caller.token())
            .buildAsync(address(), frames)
            .get();
    socket.sendText("{\"action\":\"subscribe\",\"scope\":\"mine\"}", true).get();
    frames.end.get();
  }

  private URI address() {
    return URI.create(caller.base().toString().replaceFirst("^http", "ws") + "/ws/tasks");
  }

  @Override
  void hangUp() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  private final class Frames implements WebSocket.Listener {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final StringBuilder frame = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      frame.append(data);
      if (last) {
        take(frame.toString());
        frame.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String text) {
      var json = Json.read(text).asJsonObject();
      if (json.getString("eventType", "").equals("subscribed")) {
        opened();
      }
      receive(json);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end.complete(null);
    }
  }
}
