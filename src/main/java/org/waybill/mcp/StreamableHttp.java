package org.waybill.mcp;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
import org.waybill.text.EventReader;

/** Requests to one server and their answers: JSON, or an event stream that is resumed when cut. */
final class StreamableHttp implements McpTransport {

  private static final Logger LOG = Logger.getLogger(StreamableHttp.class.getName());
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_RESUMPTIONS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final String SESSION = "Mcp-Session-Id";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final ServerSpec spec;

  StreamableHttp(ServerSpec spec) {
    this.spec = spec;
  }

  @Override
  public McpSession open() throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        post(null, McpTransport.request(OPENS, "initialize", McpTransport.introduction()));
    JsonObject result = answer(null, response, OPENS, ignored -> {}, spec.limit("initialize"));
    McpSession session = McpSession.of(response.headers().firstValue(SESSION).orElse(null), result);
    notify(session, "notifications/initialized", Json.object().build());
    return session;
  }

  @Override
  public JsonObject call(
      McpSession session,
      String id,
      String method,
      JsonObject params,
      Consumer<JsonObject> notified)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = post(session, McpTransport.request(id, method, params));
    return answer(session, response, id, notified, spec.limit(method));
  }

  @Override
  public void notify(McpSession session, String method, JsonObject params)
      throws IOException, InterruptedException {
    post(session, McpTransport.notification(method, params)).body().close();
  }

  @Override
  public void answer(McpSession session, JsonObject answer)
      throws IOException, InterruptedException {
    post(session, answer.toString()).body().close();
  }

  private HttpRequest.Builder request(McpSession session) {
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

  private HttpResponse<InputStream> post(McpSession session, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(session)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return checked(session, client.send(request, BodyHandlers.ofInputStream()));
  }

  private static HttpResponse<InputStream> checked(
      McpSession session, HttpResponse<InputStream> response) throws IOException {
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
      McpSession session,
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

  private JsonObject answer(
      McpSession session,
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
        return McpTransport.result(message(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    String last = null;
    HttpResponse<InputStream> stream = response;
    for (int resumed = 0; ; resumed++) {
      EventReader events = new EventReader(stream.body(), MOST_BYTES);
      JsonObject found = read(events, stream, id, notified);
      if (found != null) {
        return McpTransport.result(found);
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
}
