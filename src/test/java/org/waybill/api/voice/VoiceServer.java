package org.waybill.api.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.waybill.agent.ScriptedModel;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/**
 * One server for the tests of this door, which lets in who has no token. Its model refuses what
 * says "refuse", is silent to what says "hush", and answers all else.
 */
abstract class VoiceServer {

  static final Duration SOON = Duration.ofSeconds(30);

  /** The origin of somebody's page; it is named in the settings. */
  static String page;

  private static HttpServer pages;
  static ScriptedModel model;
  static RunningServer server;
  static Api operator;

  @BeforeAll
  static void start() throws IOException {
    model =
        new ScriptedModel(
            exchange -> {
              List<String> asked = model.requests();
              script(asked.get(asked.size() - 1)).answer(exchange);
            });
    pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pages.createContext("/", VoiceServer::empty);
    pages.start();
    page = "http://localhost:" + pages.getAddress().getPort();
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_LLM_URL", model.url(),
                "WAYBILL_ANONYMOUS", "default/voice_user",
                "WAYBILL_CORS_ORIGINS", page,
                "WAYBILL_VOICE_TIMEOUT", "1s",
                "WAYBILL_VOICE_BACKOFF", "10ms"));
    operator = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
    pages.stop(0);
  }

  private static void empty(HttpExchange exchange) throws IOException {
    byte[] body = "<!doctype html><title>Dashboard</title>".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static ScriptedModel.Script script(String asked) {
    String last = asked.substring(asked.lastIndexOf("\"content\""));
    if (last.contains("refuse")) {
      return ScriptedModel.fails(400, null);
    }
    return last.contains("hush") ? ScriptedModel.fallsSilent() : ScriptedModel.says("Good ", "day");
  }

  /** As the document's client calls: without a token. */
  static HttpRequest.Builder open(String path) {
    return HttpRequest.newBuilder(server.base().resolve(path)).timeout(Duration.ofSeconds(70));
  }

  static Api.Answer get(String path) {
    return operator.send(open(path).build());
  }

  static Api.Answer post(String path, String json) {
    return operator.send(
        open(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  static Api user(String tenant, String userId) {
    return operator.caller(tenant, userId, "user");
  }

  /** What the document's curl sends, with another text and call. */
  static String message(String text, String callId) {
    return """
        {"context": {"context_id": "test", "message_id": "msg1"},
         "parts": [{"root": {"kind": "text", "text": "%s"}}],
         "user_id": "test_user",
         "session_id": "session1",
         "voice_call_id": "%s"}
        """
        .formatted(text, callId);
  }

  static String accepted(Api.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("task_id");
  }

  static JsonObject metrics() {
    return get("/api/queue/metrics").object().getJsonObject("metrics");
  }

  static JsonObject ended(String taskId) {
    return await(taskId)
        .atMost(SOON)
        .until(
            () -> get("/api/tasks/" + taskId).object(),
            task -> task.containsKey("finishedAt") && !task.isNull("finishedAt"));
  }

  static Api.Answer put(String path, String json) {
    return operator.put(path, json);
  }
}
