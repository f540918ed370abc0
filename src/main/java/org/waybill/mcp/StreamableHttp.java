package org.waybill.mcp;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
import org.waybill.text.EventReader;

/** Requests to one server and their answers: JSON, or an event stream that is resumed when cut. */
final class StreamableHttp {

  static final String REVISION = "2025-11-25";

  private static final Logger LOG = Logger.getLogger(StreamableHttp.class.getName());
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_RESUMPTIONS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Of everything but a call of a tool. */
  private static final Duration SHORT = Duration.ofSeconds(20);

  private static final String SESSION = "Mcp-Session-Id";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final AtomicLong ids = new AtomicLong();
  private final ServerSpec spec;

  StreamableHttp(ServerSpec spec) {
    this.spec = spec;
  }

  /**
   * A session as the server opened it.
   *
   * @param id null if the server keeps none
   * @param revision agreed on
   */
  record Session(String id, String revision) {}

  /** Shakes hands; nothing of an older session is sent. */
  Session open() throws IOException, InterruptedException {
    JsonObject params =
        Json.object()
            .add("protocolVersion", REVISION)
            .add("capabilities", Json.object())
            .add("clientInfo", Json.object().add("name", "waybill").add("version", "0.1.0"))
            .build();
    String id = nextId();
    HttpResponse<InputStream> response = post(null, request(id, "initialize", params));
    JsonObject result = answer(null, response, id, ignored -> {}, limit("initialize"));
    Session session =
        new Session(
            response.headers().firstValue(SESSION).orElse(null),
            result.getString("protocolVersion", REVISION));
    notify(session, "notifications/initialized", Json.object().build());
    return session;
  }

  String nextId() {
    return "w" + ids.incrementAndGet();
  }

  /**
   * The result of a method.
   *
   * @param id of the request, from {@link #nextId}
   * @throws SessionLost if the server has forgotten the session: it was not run
   * @throws java.net.ConnectException if nobody listens: it was not run
   * @throws RpcFailure if the server refuses it
   */
  JsonObject call(
      Session session, String id, String method, JsonObject params, Consumer<JsonObject> notified)
      throws IOException, InterruptedException {
    return answer(session, post(session, request(id, method, params)), id, notified, limit(method));
  }

  void notify(Session session, String method, JsonObject params)
      throws IOException, InterruptedException {
    String text =
        Json.object()
            .add("jsonrpc", "2.0")
            .add("method", method)
            .add("params", params)
            .build()
            .toString();
    post(session, text).body().close();
  }

  private static String request(String id, String method, JsonObject params) {
    JsonObjectBuilder request =
        Json.object().add("jsonrpc", "2.0").add("id", id).add("method", method);
    return request.add("params", params).build().toString();
  }

  private HttpRequest.Builder request(Session session) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(spec.url())
            .timeout(spec.timeout())
            .header("Accept", "application/json, text/event-stream");
    spec.headers().forEach(request::setHeader);
    if (session != null) {
      request.header("MCP-Protocol-Version", session.revision());
      if (session.id() != null) {
        request.header(SESSION, session.id());
      }
    }
    return request;
  }

  private HttpResponse<InputStream> post(Session session, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(session)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return checked(session, client.send(request, BodyHandlers.ofInputStream()));
  }

  private static HttpResponse<InputStream> checked(
      Session session, HttpResponse<InputStream> response) throws IOException {
    int status = response.statusCode();
    // The protocol wants 404; servers that answer 400 have not run the request either.
    boolean refused = status == 404 || status == 400;
    if (refused && session != null && session.id() != null) {
      response.body().close();
      throw new SessionLost();
    }
    if (status / 100 != 2) {
      response.body().close();
      throw new RpcFailure("the server answered with HTTP status " + status);
    }
    return response;
  }

  private JsonObject answer(
      Session session,
      HttpResponse<InputStream> response,
      String id,
      Consumer<JsonObject> notified,
      Duration limit)
      throws IOException, InterruptedException {
    AtomicReference<InputStream> open = new AtomicReference<>(response.body());
    AtomicBoolean late = new AtomicBoolean();
    Future<?> end = closeAfter(limit, open, late);
    try {
      return answer(session, response, id, notified, open, late);
    } catch (IOException e) {
      if (late.get()) {
        throw new HttpTimeoutException("no result within " + limit.toSeconds() + " s");
      }
      throw e;
    } finally {
      end.cancel(false);
    }
  }

  /** Nothing else ends a read from a server that keeps a connection open and is silent. */
  private static Future<?> closeAfter(
      Duration limit, AtomicReference<InputStream> open, AtomicBoolean late) {
    return CompletableFuture.runAsync(
        () -> {
          late.set(true);
          try {
            open.get().close();
          } catch (IOException e) {
            LOG.log(Level.FINE, "a connection was not closed", e);
          }
        },
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  private Duration limit(String method) {
    boolean isCall = method.equals("tools/call");
    return isCall || spec.timeout().compareTo(SHORT) < 0 ? spec.timeout() : SHORT;
  }

  private JsonObject answer(
      Session session,
      HttpResponse<InputStream> response,
      String id,
      Consumer<JsonObject> notified,
      AtomicReference<InputStream> open,
      AtomicBoolean late)
      throws IOException, InterruptedException {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("text/event-stream")) {
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
        }
        return result(message(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    String last = null;
    HttpResponse<InputStream> stream = response;
    for (int resumed = 0; ; resumed++) {
      EventReader events = new EventReader(stream.body(), MOST_BYTES);
      JsonObject found = read(events, stream, id, notified);
      if (found != null) {
        return result(found);
      }
      last = events.lastId() == null ? last : events.lastId();
      if (last == null || resumed == MOST_RESUMPTIONS || late.get()) {
        throw new IOException("the connection was closed before the result came");
      }
      HttpRequest again = request(session).header("Last-Event-ID", last).GET().build();
      stream = checked(session, client.send(again, BodyHandlers.ofInputStream()));
      open.set(stream.body());
    }
  }

  /** The response to this request; null if the stream ends or breaks before it. */
  private static JsonObject read(
      EventReader events,
      HttpResponse<InputStream> stream,
      String id,
      Consumer<JsonObject> notified)
      throws InterruptedException {
    try (InputStream body = stream.body()) {
      for (String data = events.next(); data != null; data = events.next()) {
        JsonObject message = message(data);
        boolean answers = message.containsKey("result") || message.containsKey("error");
        if (answers && id.equals(message.getString("id", null))) {
          return message;
        }
        if (message.containsKey("method")) {
          notified.accept(message);
        }
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("interrupted while waiting for a result");
      }
    }
    return null;
  }

  private static JsonObject message(String text) throws IOException {
    try {
      return Json.read(text).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      throw new IOException("the server sent no JSON object", e);
    }
  }

  private static JsonObject result(JsonObject message) throws IOException {
    if (message.get("result") instanceof JsonObject result) {
      return result;
    }
    String text =
        message.get("error") instanceof JsonObject error
            ? error.getString("message", "no message")
            : "the answer has no result";
    throw new RpcFailure(text);
  }
}
