package org.waybill.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.waybill.json.Json;

/** An OpenAI-compatible server that does what a test tells it to. */
public final class ScriptedModel implements AutoCloseable {

  /** What it does with a request. */
  @FunctionalInterface
  public interface Script {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final CountDownLatch hungUp = new CountDownLatch(1);

  /** Does what its request is to get. */
  public static ScriptedModel of(Function<ModelRequest, Script> script) throws IOException {
    return new ScriptedModel(
        (exchange, body) -> script.apply(ModelRequest.of(body)).answer(exchange));
  }

  public ScriptedModel(Script script) throws IOException {
    this((exchange, body) -> script.answer(exchange));
  }

  /** The same with the body of the request. */
  @FunctionalInterface
  private interface BodyScript {
    void answer(HttpExchange exchange, String body) throws IOException, InterruptedException;
  }

  private ScriptedModel(BodyScript script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(body);
          keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          try (exchange) {
            script.answer(exchange, body);
          } catch (IOException e) {
            hungUp.countDown();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /** Streams these pieces, and the end. */
  public static Script says(String... pieces) {
    return says(0, pieces);
  }

  /** The same, with a pause after each piece. */
  public static Script says(long pauseMillis, String... pieces) {
    return exchange -> {
      try (OutputStream out = stream(exchange)) {
        for (String piece : pieces) {
          send(out, piece);
          Thread.sleep(pauseMillis);
        }
        out.write(
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
                .getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Says this and asks for a call of this tool. */
  public static Script calls(String text, String tool, String arguments) {
    return exchange -> {
      try (OutputStream out = stream(exchange)) {
        send(out, text);
        String function =
            "{\"name\":%s,\"arguments\":%s}".formatted(Json.quote(tool), Json.quote(arguments));
        String call = "{\"index\":0,\"id\":\"c1\",\"function\":" + function + "}";
        out.write(
            ("data: {\"choices\":[{\"delta\":{\"tool_calls\":["
                    + call
                    + "]}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                    + "data: [DONE]\n\n")
                .getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Asks for several calls at once: a tool and its arguments each. */
  public static Script callsAll(String... toolsAndArguments) {
    return exchange -> {
      try (OutputStream out = stream(exchange)) {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < toolsAndArguments.length; i += 2) {
          calls
              .append(i == 0 ? "" : ",")
              .append(
                  "{\"index\":%d,\"id\":\"c%d\",\"function\":{\"name\":%s,\"arguments\":%s}}"
                      .formatted(
                          i / 2,
                          i / 2,
                          Json.quote(toolsAndArguments[i]),
                          Json.quote(toolsAndArguments[i + 1])));
        }
        out.write(
            ("data: {\"choices\":[{\"delta\":{\"tool_calls\":["
                    + calls
                    + "]}}]}\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                    + "data: [DONE]\n\n")
                .getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Streams a piece so many times, every so often, and the end. */
  public static Script repeats(int times, long everyMillis, String piece) {
    return exchange -> {
      try (OutputStream out = stream(exchange)) {
        for (int i = 0; i < times; i++) {
          send(out, piece);
          Thread.sleep(everyMillis);
        }
        out.write(
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
                .getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Streams a piece every so often, for ever. */
  public static Script drones(long everyMillis) {
    return exchange -> {
      try (OutputStream out = stream(exchange)) {
        while (true) {
          send(out, "la ");
          Thread.sleep(everyMillis);
        }
      }
    };
  }

  /** Streams one piece and hangs up. */
  public static Script breaksOff() {
    return exchange -> {
      OutputStream out = stream(exchange);
      send(out, "I was about to");
    };
  }

  /** Says one piece and then nothing. */
  public static Script fallsSilent() {
    return exchange -> {
      OutputStream out = stream(exchange);
      send(out, "Well");
      Thread.sleep(60_000);
    };
  }

  public static Script fails(int status, String retryAfter) {
    return exchange -> {
      if (retryAfter != null) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      byte[] body = "{\"error\":{\"message\":\"no\"}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private static OutputStream stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(": hello\n\ndata: {\"choices\":[]}\n\n".getBytes(StandardCharsets.UTF_8));
    return out;
  }

  private static void send(OutputStream out, String piece) throws IOException {
    String event = "data: {\"choices\":[{\"delta\":{\"content\":" + Json.quote(piece) + "}}]}\n\n";
    out.write(event.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/";
  }

  /** The bodies that came. */
  public List<String> requests() {
    return requests;
  }

  /** The Authorization headers that came. */
  public List<String> keys() {
    return keys;
  }

  /** Counted down when a client was gone before the answer's end. */
  public CountDownLatch hungUp() {
    return hungUp;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
