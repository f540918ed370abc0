package org.waybill.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A language model behind OpenAI's chat completions, which says a word at a time. One thread serves
 * all calls.
 */
public final class ScriptedModel implements Closeable {

  private static final String PIECE =
      "data: {\"choices\":[{\"delta\":{\"content\":\"word%d \"}}]}\n\n";
  private static final String END =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
  private static final int BACKLOG = 2_000;

  private final HttpServer server;
  private final ScheduledExecutorService speaker = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();
  private final Clock clock = Clock.systemUTC();
  private final int pieces;
  private final long gapMillis;
  private volatile long thinksMillis;

  /**
   * @param pieces of one answer
   * @param gapMillis between two pieces
   */
  public ScriptedModel(int pieces, long gapMillis) throws IOException {
    this.pieces = pieces;
    this.gapMillis = gapMillis;
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(address, BACKLOG);
    server.setExecutor(speaker);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** From here on, the first piece comes so long after the request. */
  public void thinks(long millis) {
    thinksMillis = millis;
  }

  /** When the first piece of the answer to each message was sent. */
  public Map<String, Instant> begun() {
    return begun;
  }

  private void answer(HttpExchange call) throws IOException {
    String asked;
    try (var reader = Json.createReader(call.getRequestBody())) {
      JsonArray messages = reader.readObject().getJsonArray("messages");
      asked = messages.getJsonObject(messages.size() - 1).getString("content");
    }
    call.getResponseHeaders().set("Content-Type", "text/event-stream");
    call.sendResponseHeaders(200, 0);
    if (thinksMillis == 0) {
      say(call, asked, 0);
    } else {
      speaker.schedule(() -> say(call, asked, 0), thinksMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void say(HttpExchange call, String asked, int piece) {
    try {
      boolean ends = piece == pieces;
      if (piece == 0) {
        begun.put(asked, clock.instant());
      }
      String text = ends ? END : PIECE.formatted(piece);
      call.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
      call.getResponseBody().flush();
      if (ends) {
        call.close();
      } else {
        speaker.schedule(() -> say(call, asked, piece + 1), gapMillis, TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    speaker.shutdownNow();
  }
}
