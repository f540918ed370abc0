package org.waybill.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.agent.AgentServer;
import org.waybill.agent.ModelRequest;
import org.waybill.agent.ScriptedModel;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.Postbox;
import org.waybill.running.RunningServer;
import org.waybill.trace.Collector;
import org.waybill.trace.SentSpan;

/** What is known of an agent's work afterwards: records of its model calls, and spans. */
class AgentTelemetryIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String KEY = "sk-0123456789abcdefghij";

  private static Collector collector;
  private static ScriptedModel model;
  private static Postbox postbox;
  private static RunningServer server;
  private static Api operator;
  private static Api ann;
  private static JsonObject task;

  @BeforeAll
  static void anAgentHasWorked() throws IOException {
    collector = new Collector();
    model = ScriptedModel.of(AgentTelemetryIT::script);
    postbox = new Postbox();
    Map<String, String> settings = AgentServer.settings(model, postbox);
    settings.put("WAYBILL_OTLP_URL", collector.url());
    server = RunningServer.start(settings);
    operator = server.api();
    ann = operator.user("ann");
    String body =
        Json.object()
            .add("chatId", "traced")
            .add("agent", "general")
            .add("message", "My key is " + KEY + ", what is 6*7?")
            .build()
            .toString();
    Api.Answer accepted =
        ann.send(
            ann.request("/api/chat/stream")
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                .POST(BodyPublishers.ofString(body))
                .build());
    task = ann.awaitStatus(accepted.object().getString("taskId"), "completed", SOON);
  }

  private static ScriptedModel.Script script(ModelRequest request) {
    return request.isToolResult()
        ? ScriptedModel.says("It is 42.")
        : ScriptedModel.calls("", "calculator", Json.object("expression", "6*7"));
  }

  @AfterAll
  static void end() {
    server.close();
    model.close();
    postbox.close();
    collector.close();
  }

  private static List<JsonObject> calls(String query) {
    return operator
        .get("/api/model-calls" + query)
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject);
  }

  @Test
  void operatorsReadEachCallOfTheModel() {
    String id = task.getString("id");
    await().atMost(SOON).until(() -> calls("?task=" + id).size() == 2);
    JsonObject last = calls("?chat=traced&agent=general&model=scripted&limit=1").get(0);
    assertThat(last.getString("outcome")).isEqualTo("completed");
    assertThat(last.getString("provider")).isEqualTo("openai");
    assertThat(last.getString("userId")).isEqualTo("ann");
    assertThat(last).doesNotContainKey("contents");
    Api.Answer whole = operator.get("/api/model-calls/" + last.getString("id"));
    JsonObject contents = whole.object().getJsonObject("contents");
    assertThat(contents.getJsonObject("reply").getString("text")).isEqualTo("It is 42.");
    assertThat(contents.getJsonArray("messages")).hasSize(4);
    assertThat(contents.getJsonArray("tools")).isNotEmpty();
    assertThat(whole.body().toString()).contains("***").doesNotContain(KEY);
    assertThat(calls("?agent=mail")).isEmpty();
    assertThat(operator.get("/api/model-calls?limit=0").status()).isEqualTo(400);
    assertThat(operator.get("/api/model-calls/none").status()).isEqualTo(404);
    for (String path : List.of("/api/model-calls", "/api/model-calls/" + last.getString("id"))) {
      Api.Answer refused = ann.get(path);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.object().getString("code")).isEqualTo("operator_right_missing");
    }
  }

  @Test
  void spansAreBelowTheCallersSpan() {
    await().atMost(SOON).until(() -> spans("invoke_agent general").size() == 1);
    SentSpan agent = spans("invoke_agent general").get(0);
    assertThat(agent.parent()).isEqualTo(CALLER);
    assertThat(spans("chat scripted")).hasSize(2);
    assertThat(spans("execute_tool calculator")).hasSize(1);
    assertThat(collector.spans()).allSatisfy(span -> assertThat(span.traceId()).isEqualTo(TRACE));
    assertThat(spans("chat scripted").get(0).parent()).isEqualTo(agent.id());
    assertThat(spans("execute_tool calculator").get(0).parent()).isEqualTo(agent.id());
    assertThat(collector.spans().toString()).doesNotContain("6*7").doesNotContain(KEY);
  }

  private static List<SentSpan> spans(String name) {
    return collector.spans().stream().filter(span -> span.name().equals(name)).toList();
  }
}
