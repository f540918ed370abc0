package org.waybill.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.ScriptedModel;
import org.waybill.running.Api;
import org.waybill.running.Inbox;
import org.waybill.running.RunningServer;

/** How far a caller's trace reaches. */
class TraceIT {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final List<String> modelHeard = new CopyOnWriteArrayList<>();
  private static ScriptedModel model;
  private static Inbox inbox;
  private static RunningServer server;
  private static Api operator;

  @BeforeAll
  static void start() throws Exception {
    inbox = new Inbox();
    model =
        new ScriptedModel(
            exchange -> {
              modelHeard.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
              ScriptedModel.says("Yes.").answer(exchange);
            });
    server =
        RunningServer.start(
            Map.of("WAYBILL_OUTBOUND_ALLOW", "127.0.0.1", "WAYBILL_LLM_URL", model.url()));
    operator = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
    inbox.close();
  }

  @Test
  void theTaskItsChildrenAndItsCallbackBelongToTheTraceOfTheCaller() {
    String id =
        dispatch(
                TRACE,
                "/api/tasks",
                "{\"type\":\"diagnostic\",\"input\":{\"children\":1},\"callbackUrl\":\"%s\"}"
                    .formatted(inbox.at("/end")))
            .getString("id");
    JsonObject ended = operator.awaitStatus(id, "completed", SOON);
    assertThat(ended.getString("traceparent")).isEqualTo(TRACE);
    assertThat(childOf(id).getString("traceparent")).isEqualTo(TRACE);
    assertThat(inbox.await("/end", 1, SOON).get(0).header("traceparent")).isEqualTo(TRACE);
  }

  @Test
  void theModelIsAskedInTheTraceOfTheCaller() {
    dispatch(TRACE, "/api/chat/stream", "{\"chatId\":\"traced\",\"message\":\"Is it so?\"}");
    await().atMost(SOON).until(() -> modelHeard.contains(TRACE));
    dispatch(null, "/api/chat/stream", "{\"chatId\":\"plain\",\"message\":\"And now?\"}");
    await().atMost(SOON).until(() -> modelHeard.contains("null"));
  }

  @Test
  void aDoorOutsideOfTheApiTakesTheTraceAsWell() {
    dispatch(
        TRACE,
        "/pipeline/jobs",
        "{\"url\":\"%s\",\"callback_url\":\"%s\"}".formatted(inbox.at("/none"), inbox.at("/job")));
    assertThat(inbox.await("/job", 1, SOON).get(0).header("traceparent")).isEqualTo(TRACE);
  }

  @Test
  void whatIsNoTraceIsNotKept() {
    JsonObject task = dispatch("00-abc-def-01", "/api/tasks", "{\"type\":\"diagnostic\"}");
    assertThat(task).doesNotContainKey("traceparent");
  }

  private static JsonObject dispatch(String trace, String path, String body) {
    var request = operator.request(path).header("Content-Type", "application/json");
    if (trace != null) {
      request.header("traceparent", trace);
    }
    Api.Answer answer = operator.send(request.POST(BodyPublishers.ofString(body)).build());
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return answer.object();
  }

  private static JsonObject childOf(String parent) {
    return operator.get("/api/tasks?limit=50").object().getJsonArray("items").stream()
        .map(JsonValue::asJsonObject)
        .filter(task -> task.getString("parentId", "").equals(parent))
        .findFirst()
        .orElseThrow();
  }
}
