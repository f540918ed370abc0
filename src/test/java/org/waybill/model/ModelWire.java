package org.waybill.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.trace.Spans;
import org.waybill.world.Beans;

/** A model server that does what a test says, and what it was asked. */
abstract class ModelWire {

  static final String KEY = "sk-very-secret-key";
  static final String OBJECT = "{\"type\":\"object\"}";

  static final ModelMessage LOOK =
      new ModelMessage.FromUser(
          "Is it open?", List.of(new ModelImage("image/jpeg", new byte[] {1, 2, 3})));

  /** What a server does with a request. */
  @FunctionalInterface
  interface Script {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  final List<ModelCalled> called = new ArrayList<>();
  final List<String> traces = new CopyOnWriteArrayList<>();
  final List<String> pieces = new ArrayList<>();
  final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  Script script;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          traces.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
          requests.add(Json.read(new String(body, StandardCharsets.UTF_8)).asJsonObject());
          try (exchange) {
            script.answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  Models models(String provider, String more) throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    String model =
        """
        {"name":"main","provider":"%s","url":"%s","model":"m-1","key":"%s","silenceSeconds":2,
         "price":{"in":2,"out":10,"cached":0.2}%s}
        """
            .formatted(provider, url, KEY, more);
    String other =
        """
        {"name":"other","provider":"openai","url":"%s/other","model":"m-2"}
        """
            .formatted(url);
    Path file = Files.writeString(folder.resolve("models.json"), "[" + model + "," + other + "]");
    return GivenModels.of(
        new Settings(Map.of("waybill.models", file.toString())::get),
        threads,
        this::observe,
        spans());
  }

  /** None, unless a test has some. */
  Spans spans() {
    return new Beans(Map.of()).with(Settings.class, new Settings(name -> null)).get(Spans.class);
  }

  private void observe(Object event) {
    if (event instanceof ModelCalled call) {
      called.add(call);
    }
  }

  ModelReply ask(String provider, Script given) throws Exception {
    script = given;
    return models(provider, "").call(call(conversation()), listener());
  }

  static List<ModelMessage> conversation() {
    return List.of(
        new ModelMessage.Instructions("Be kind."), new ModelMessage.FromUser("Weather?"));
  }

  static ModelCall call(List<ModelMessage> messages) {
    return new ModelCall(
        new CallOrigin(new Owner("acme", "ann"), null, 0, null, "general", 3),
        "main",
        messages,
        List.of(new OfferedTool("weather", "Says the weather.", OBJECT)),
        null,
        1_000);
  }

  ModelListener listener() {
    return new ModelListener() {
      @Override
      public void piece(String text) {
        pieces.add(text);
      }

      @Override
      public void goOn() {
        // It may.
      }
    };
  }

  static Script streams(String... lines) {
    return bytes(Stream.of(lines).collect(Collectors.joining("\n\n", "", "\n\n")), 1 << 20);
  }

  static Script bytes(String text, int atOnce) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      byte[] all = text.getBytes(StandardCharsets.UTF_8);
      try (OutputStream out = exchange.getResponseBody()) {
        for (int i = 0; i < all.length; i += atOnce) {
          out.write(all, i, Math.min(atOnce, all.length - i));
          out.flush();
        }
      }
    };
  }

  static Script fails(int status, String retryAfter) {
    return exchange -> {
      if (retryAfter != null) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      byte[] body = ("{\"error\":\"" + KEY + " is no good\"}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  static String openAi(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
  }

  static String ended(String reason) {
    return "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
  }

  static String fragment(String members) {
    return openAi("{\"tool_calls\":[{" + members + "}]}");
  }
}
