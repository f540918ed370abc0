package org.waybill.running;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A client of {@code /ws/tasks} that keeps what it received. */
public final class Socket implements AutoCloseable, WebSocket.Listener {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<JsonObject> received = new ArrayList<>();
  private final StringBuilder frame = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private WebSocket socket;

  private Socket() {}

  public static Socket open(URI base, String token) {
    return open(base, "", "Authorization", "Bearer " + token);
  }

  /** Without a token, as a browser opens it for a page of this origin; null: no browser. */
  public static Socket openWithoutToken(URI base, String origin) {
    return origin == null ? open(base, "", new String[0]) : open(base, "", "Origin", origin);
  }

  /** With a query such as {@code ?websocket_id=…}. */
  public static Socket open(URI base, String query, String... headers) {
    Socket listener = new Socket();
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    listener.socket = builder.buildAsync(address(base, query), listener).join();
    return listener;
  }

  /** The HTTP status with which opening a socket is refused. */
  public static int statusOf(URI base, String token) {
    return statusOf(() -> open(base, token));
  }

  /** The same without a token; see {@link #openWithoutToken}. */
  public static int statusWithoutToken(URI base, String origin) {
    return statusOf(() -> openWithoutToken(base, origin));
  }

  private static int statusOf(Supplier<Socket> opening) {
    try {
      opening.get().close();
      return 101;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  /** The events of a task up to the first of this kind; what was read is forgotten. */
  public List<JsonObject> eventsOf(String taskId, String lastKind, Duration limit) {
    await(lastKind + " of " + taskId).atMost(limit).until(() -> has(taskId, lastKind));
    synchronized (received) {
      List<JsonObject> events =
          received.stream()
              .filter(e -> e.containsKey("seq") && e.getString("taskId").equals(taskId))
              .toList();
      received.clear();
      return events;
    }
  }

  /** The newest frame of this kind, as soon as there is one. */
  public JsonObject awaitEvent(String kind, Duration limit) {
    return await(kind)
        .atMost(limit)
        .until(
            () -> {
              synchronized (received) {
                for (int i = received.size() - 1; i >= 0; i--) {
                  if (received.get(i).getString("eventType").equals(kind)) {
                    return received.remove(i);
                  }
                }
                return null;
              }
            },
            found -> found != null);
  }

  public List<JsonObject> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    frame.append(data);
    if (last) {
      try (JsonReader reader = Json.createReader(new StringReader(frame.toString()))) {
        synchronized (received) {
          received.add(reader.readObject());
        }
      }
      frame.setLength(0);
    }
    from.request(1);
    return null;
  }

  /** The code that the server closes it with. */
  public int awaitClose(Duration limit) {
    return closed.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String why) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private boolean has(String taskId, String kind) {
    synchronized (received) {
      return received.stream()
          .anyMatch(
              e ->
                  e.getString("eventType").equals(kind)
                      && taskId.equals(e.getString("taskId", null)));
    }
  }

  private static URI address(URI base, String query) {
    return URI.create(base.toString().replaceFirst("^http", "ws") + "/ws/tasks" + query);
  }
}
