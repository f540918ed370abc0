package org.waybill.api.tools;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Tools as callers see them, and tasks that execute one. */
class ToolsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static Api operator;
  private static Api ann;
  private static Api bob;

  @BeforeAll
  static void start() {
    operator = RunningServer.shared(Map.of()).api();
    ann = operator.user("tools-ann");
    bob = operator.user("tools-bob");
  }

  /** The task once it has ended. */
  private static JsonObject run(Api api, String tool, String arguments) {
    String body =
        "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"%s\",\"arguments\":%s}}"
            .formatted(tool, arguments);
    Api.Answer answer =
        api.send(
            api.request("/api/tasks")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=30")
                .POST(BodyPublishers.ofString(body))
                .build());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.object();
  }

  @Test
  void everyToolSaysWhatItTakesAndWhatItGives() {
    List<JsonObject> tools =
        ann.get("/api/tools").object().getJsonArray("items").getValuesAs(JsonObject.class);
    assertThat(tools).extracting(tool -> tool.getString("name")).contains("search", "task");
    for (JsonObject tool : tools) {
      assertThat(tool.getString("description")).isNotBlank();
      assertThat(tool.getString("risk")).isIn("read", "write");
      assertThat(tool.getJsonObject("arguments").getString("type")).isEqualTo("object");
      assertThat(ann.get("/api/tools/" + tool.getString("name")).object()).isEqualTo(tool);
    }
    assertThat(ann.get("/api/tools/none").status()).isEqualTo(404);
  }

  @Test
  void anInputWithoutAToolIsRefusedWithThePlace() {
    Api.Answer refused =
        ann.post("/api/tasks", "{\"type\":\"tool_execution\",\"input\":{\"arguments\":[]}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.object().getJsonArray("errors").toString())
        .contains("tool", "\"/arguments\"");
  }

  @Test
  void aTaskExecutesAToolAsItsUser() {
    String id = ann.submitDiagnostic("{\"echo\":\"hi\"}");
    ann.awaitStatus(id, "completed", SOON);
    JsonObject own = run(ann, "task", "{\"id\":\"" + id + "\"}");
    assertThat(own.getString("status")).isEqualTo("completed");
    JsonObject result = own.getJsonObject("output").getJsonObject("result");
    assertThat(result.getString("status")).isEqualTo("completed");
    assertThat(result.getString("output")).contains("hi");

    JsonObject foreign = run(bob, "task", "{\"id\":\"" + id + "\"}");
    assertThat(foreign.getString("status")).isEqualTo("failed");
    assertThat(foreign.getString("reason")).isEqualTo("not_found");
  }

  @Test
  void sumsAndDatesAreComputed() {
    assertThat(result("calculator", "{\"expression\":\"2^-1 + 15% of 80\"}"))
        .isEqualTo("{\"value\":\"12.5\"}");
    assertThat(operator.metric("waybill_tool_calls_total", "calculator", "completed")).isPositive();
    String date = "{\"date\":\"2028-02-28\",\"addDays\":1,\"until\":\"2028-03-01\"}";
    assertThat(result("dates", date))
        .contains("\"2028-02-29\"", "\"Tuesday\"", "\"leapYear\":true", "\"daysUntil\":1");
    assertThat(run(ann, "calculator", "{\"expression\":\"2 +\"}").getString("reason"))
        .isEqualTo("invalid_arguments");
    assertThat(run(ann, "calculator", "{\"expression\":\"1 / 0\"}").getString("reason"))
        .isEqualTo("no_result");
    assertThat(run(ann, "dates", "{\"zone\":\"Mars\"}").getString("error")).contains("'Mars'");
  }

  private static String result(String tool, String arguments) {
    return run(ann, tool, arguments).getJsonObject("output").getJsonObject("result").toString();
  }

  @Test
  void whatCannotRunFailsAtOnceAndSaysWhy() {
    JsonObject unknown = run(ann, "serch", "{}");
    assertThat(unknown.getString("reason")).isEqualTo("unknown_tool");
    assertThat(unknown.getString("error")).startsWith("tool is 'serch'; allowed: search");
    JsonObject wrong = run(ann, "search", "{\"query\":\"x\",\"limit\":900}");
    assertThat(wrong.getString("reason")).isEqualTo("invalid_arguments");
    assertThat(wrong.getString("error")).contains("arguments/limit").contains("/api/tools/search");
    JsonObject task = ann.get("/api/tasks/" + wrong.getString("id")).object();
    assertThat(task.getJsonArray("attempts")).hasSize(1);
  }
}
