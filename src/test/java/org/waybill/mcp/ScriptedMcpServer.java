package org.waybill.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.waybill.json.Json;

/** An MCP server on loopback that does with calls of tools what a test says. */
final class ScriptedMcpServer implements AutoCloseable {

  /** What is done with a call, and with a stream that is resumed. */
  interface Script {
    void run(ScriptedMcpServer server, HttpExchange exchange, JsonObject message)
        throws IOException;
  }

  /** Where calls are held open. */
  static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "mcp");
            thread.setDaemon(true);
            return thread;
          });

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<JsonObject> answers = new LinkedBlockingQueue<>();
  private final HttpServer http;
  private final Script script;
  private int sessions;

  ScriptedMcpServer(Script script) {
    this.script = script;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/mcp", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  ServerSpec spec() {
    URI url = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/mcp");
    return new ServerSpec(
        "peer", url, List.of(), Map.of(), Map.of(), Set.of(), Map.of(), Duration.ofSeconds(10));
  }

  /** Waits for the client's answer to a request of this server. */
  JsonObject answer() throws InterruptedException {
    JsonObject answer = answers.poll(20, TimeUnit.SECONDS);
    assertThat(answer).as("an answer within 20 s").isNotNull();
    return answer;
  }

  /** Sends the first part of a stream, which stays open. */
  OutputStream begin(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return out;
  }

  /** The methods that came, in their order; GET for a resumed stream. */
  List<String> log() {
    return log;
  }

  long count(String method) {
    return log.stream().filter(method::equals).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (body.isEmpty()) {
      log.add("GET " + exchange.getRequestHeaders().getFirst("Last-Event-ID"));
      script.run(this, exchange, null);
      return;
    }
    JsonObject message = Json.read(body).asJsonObject();
    if (!message.containsKey("method")) {
      log.add("answer");
      answers.add(message);
      status(exchange, 202);
      return;
    }
    String method = message.getString("method");
    log.add(method);
    switch (method) {
      case "initialize" -> {
        sessions++;
        exchange.getResponseHeaders().set("Mcp-Session-Id", "s-" + sessions);
        json(exchange, message, "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}");
      }
      case "tools/list" ->
          json(
              exchange,
              message,
              """
              {"tools":[{"name":"Look.Up","inputSchema":{"type":"object",
                    "$schema":"http://json-schema.org/draft-07/schema#"},
                  "annotations":{"readOnlyHint":true}},
                {"name":"change","inputSchema":{"type":"object","patternProperties":{"^a":{}}}},
                {"name":"broken"}]}""");
      case "tools/call" -> script.run(this, exchange, message);
      default -> status(exchange, 202);
    }
  }

  void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  void json(HttpExchange exchange, JsonObject message, String result) throws IOException {
    send(exchange, "application/json", response(message.getString("id"), result));
  }

  static String response(String id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"result\":%s}".formatted(id, result);
  }

  /** This text, and the end of the stream. */
  void events(HttpExchange exchange, String text) throws IOException {
    send(exchange, "text/event-stream", text);
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
