package org.waybill.trace;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.waybill.json.Json;

/** An OpenTelemetry collector: keeps what it is sent. */
public final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
            requests.add(Json.read(new String(body, StandardCharsets.UTF_8)).asJsonObject());
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void answers(int code) {
    status = code;
  }

  List<String> keys() {
    return keys;
  }

  /** All spans so far. */
  public List<SentSpan> spans() {
    List<SentSpan> spans = new ArrayList<>();
    for (JsonObject request : requests) {
      JsonObject resource = request.getJsonArray("resourceSpans").getJsonObject(0);
      JsonObject scope = resource.getJsonArray("scopeSpans").getJsonObject(0);
      scope.getJsonArray("spans").getValuesAs(JsonObject.class).stream()
          .map(SentSpan::new)
          .forEach(spans::add);
    }
    return spans;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
