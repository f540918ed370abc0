package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.api.mcp.McpTalk.call;
import static org.waybill.api.mcp.McpTalk.structured;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Calls that become tasks, and questions that come back to the client. */
class McpTasksIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ASKS = "{\"elicitation\":{}}";
  private static final String TASKS = "{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";
  private static final String BOTH =
      "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}";

  private static McpTalk ann;
  private static McpTalk bob;

  @BeforeAll
  static void start() {
    Api operator = RunningServer.shared(Map.of()).api();
    ann = new McpTalk(operator.user("mcp-tasks-ann"));
    bob = new McpTalk(operator.user("mcp-tasks-bob"));
  }

  private static String named(String id) {
    return "{\"taskId\":\"" + id + "\"}";
  }

  private static String submit(String input) {
    return "{\"type\":\"diagnostic\",\"input\":" + input + "}";
  }

  @Test
  void aCallOfTheOlderRevisionBecomesATask() {
    JsonObject created =
        ann.olderResult(
                "tools/call",
                call("submit_task", submit("{\"echo\":5}"), Map.of("task", "{\"ttl\":60000}")))
            .getJsonObject("task");
    String id = created.getString("taskId");
    assertThat(created.getString("status")).isEqualTo("working");
    JsonObject result = ann.olderResult("tasks/result", named(id));
    assertThat(structured(result).getInt("echo")).isEqualTo(5);
    assertThat(
            result
                .getJsonObject("_meta")
                .getJsonObject("io.modelcontextprotocol/related-task")
                .getString("taskId"))
        .isEqualTo(id);
    assertThat(ann.olderResult("tasks/get", named(id)).getString("status")).isEqualTo("completed");
    assertThat(ann.olderResult("tasks/list", "{}").toString()).contains(id);
    assertThat(bob.olderResult("tasks/list", "{}").toString()).doesNotContain(id);
    assertThat(McpTalk.error(bob.older("tasks/get", named(id)))).isEqualTo(-32602);
    assertThat(McpTalk.error(ann.older("tasks/cancel", named(id)))).isEqualTo(-32602);
    Api.Answer forbidden =
        ann.older("tools/call", call("task_status", "{\"id\":\"x\"}", Map.of("task", "{}")));
    assertThat(McpTalk.error(forbidden)).isEqualTo(-32601);
  }

  @Test
  void aToolOfAgentsBecomesATaskAndIsCancelled() {
    JsonObject sum =
        ann.olderResult(
                "tools/call", call("calculator", "{\"expression\":\"2+3\"}", Map.of("task", "{}")))
            .getJsonObject("task");
    JsonObject result = ann.olderResult("tasks/result", named(sum.getString("taskId")));
    assertThat(structured(result).getString("value")).isEqualTo("5");

    String id = ann.api().submitDiagnostic("{\"sleepMs\":60000}");
    JsonObject cancelled = ann.olderResult("tasks/cancel", named(id));
    assertThat(cancelled.getString("status")).isEqualTo("cancelled");
  }

  @Test
  void theNewestRevisionAnswersWithATaskOnlyThoseWhoTakeOne() {
    String arguments = call("submit_task", submit("{\"failFinally\":true}"), Map.of());
    JsonObject plain = ann.newestResult("tools/call", "submit_task", arguments, "{}");
    assertThat(plain.getString("resultType")).isEqualTo("complete");
    JsonObject task = ann.newestResult("tools/call", "submit_task", arguments, TASKS);
    assertThat(task.getString("resultType")).isEqualTo("task");
    String id = task.getString("taskId");
    ann.api().awaitStatus(id, "failed", SOON);
    JsonObject seen = ann.newestResult("tasks/get", id, named(id), TASKS);
    assertThat(seen.getString("status")).isEqualTo("completed");
    assertThat(seen.getJsonObject("result").getBoolean("isError")).isTrue();
    assertThat(ann.newestResult("tasks/cancel", id, named(id), TASKS).getString("resultType"))
        .isEqualTo("complete");
    for (String method : List.of("tasks/get", "tasks/update", "tasks/cancel")) {
      Api.Answer refused = ann.newest(method, id, named(id), "{}");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(McpTalk.error(refused)).isEqualTo(-32021);
      assertThat(refused.body().toString())
          .contains("\"requiredCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\"");
    }
  }

  @Test
  void aQuestionComesBackAsInputRequiredAndItsAnswerGoesOn() {
    String id = ann.api().submitDiagnostic("{\"askInput\":\"Which colour?\",\"echo\":1}");
    ann.api().awaitStatus(id, "input_required", SOON);
    String arguments = "{\"id\":\"" + id + "\"}";
    String first = call("wait_for_task", arguments, Map.of());
    JsonObject asked = ann.newestResult("tools/call", "wait_for_task", first, ASKS);
    assertThat(asked.getString("resultType")).isEqualTo("input_required");
    JsonObject requests = asked.getJsonObject("inputRequests");
    String key = requests.keySet().iterator().next();
    assertThat(requests.getJsonObject(key).toString())
        .contains("elicitation/create", "Which colour?");
    String state = asked.get("requestState").toString();
    String responses =
        "{\"" + key + "\":{\"action\":\"accept\",\"content\":{\"answer\":\"blue\"}}}";

    Map<String, String> forged =
        Map.of("requestState", state.replace("ey", "ex"), "inputResponses", responses);
    assertThat(
            McpTalk.error(
                ann.newest(
                    "tools/call", "wait_for_task", call("wait_for_task", arguments, forged), ASKS)))
        .isEqualTo(-32602);
    Map<String, String> answered = Map.of("requestState", state, "inputResponses", responses);
    String again = call("wait_for_task", arguments, answered);
    assertThat(McpTalk.error(bob.newest("tools/call", "wait_for_task", again, ASKS)))
        .as("of somebody else")
        .isEqualTo(-32602);
    JsonObject done = ann.newestResult("tools/call", "wait_for_task", again, ASKS);
    assertThat(structured(done).toString()).contains("blue");
  }

  @Test
  void anOpenQuestionOfATaskIsAnsweredByItsUpdate() {
    String id = ann.api().submitDiagnostic("{\"askInput\":\"How many?\",\"echo\":1}");
    ann.api().awaitStatus(id, "input_required", SOON);
    JsonObject blind = ann.newestResult("tasks/get", id, named(id), TASKS);
    assertThat(blind.getString("status")).as("no client can answer it").isEqualTo("working");
    JsonObject asked = ann.newestResult("tasks/get", id, named(id), BOTH);
    assertThat(asked.getString("status")).isEqualTo("input_required");
    String key = asked.getJsonObject("inputRequests").keySet().iterator().next();
    String update =
        """
        {"taskId":"%s","inputResponses":{"other":{"action":"accept","content":{}},
          "%s":{"action":"accept","content":{"answer":"three"}}}}"""
            .formatted(id, key);
    ann.newestResult("tasks/update", id, update, BOTH);
    JsonObject task = ann.api().awaitStatus(id, "completed", SOON);
    assertThat(task.get("output").toString()).contains("three");
  }
}
