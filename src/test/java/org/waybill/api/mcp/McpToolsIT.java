package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waybill.api.mcp.McpTalk.call;
import static org.waybill.api.mcp.McpTalk.structured;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Tools as clients of the protocol call them. */
class McpToolsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static McpTalk ann;
  private static McpTalk bob;

  @BeforeAll
  static void start() {
    Api operator = RunningServer.shared(Map.of()).api();
    ann = new McpTalk(operator.user("mcp-tools-ann"));
    bob = new McpTalk(operator.user("mcp-tools-bob"));
  }

  private static JsonObject tool(McpTalk who, String name, String arguments) {
    return who.olderResult("tools/call", call(name, arguments, Map.of()));
  }

  @Test
  void everyToolHasASchemaAndSaysWhatItChanges() {
    JsonObject list = ann.olderResult("tools/list", "{}");
    List<JsonObject> tools = list.getJsonArray("tools").getValuesAs(JsonObject.class);
    assertThat(tools)
        .extracting(tool -> tool.getString("name"))
        .contains("submit_task", "wait_for_task", "answer_task", "calculator", "mail")
        .doesNotHaveDuplicates();
    Set<String> writing = new HashSet<>(Set.of("submit_task", "cancel_task", "answer_task"));
    for (JsonValue tool : ann.api().get("/api/tools").object().getJsonArray("items")) {
      if (tool.asJsonObject().getString("risk").equals("write")) {
        writing.add(tool.asJsonObject().getString("name"));
      }
    }
    assertThat(writing).contains("mail", "http", "github_issue");
    for (JsonObject tool : tools) {
      String name = tool.getString("name");
      assertThat(tool.getJsonObject("inputSchema").getString("type")).isEqualTo("object");
      assertThat(tool.getJsonObject("annotations").getBoolean("readOnlyHint"))
          .as(name)
          .isEqualTo(!writing.contains(name));
    }
    assertThat(ann.olderResult("tools/list", "{}")).isEqualTo(list);
  }

  @Test
  void aTaskIsSubmittedWaitedForAndRead() {
    JsonObject receipt =
        structured(
            tool(
                ann,
                "submit_task",
                """
                {"type":"diagnostic","input":{"echo":"hi","sleepMs":300},
                 "options":{"priority":7,"tags":["mcp"]}}"""));
    assertThat(receipt.getInt("priority")).isEqualTo(7);
    String id = "{\"id\":\"" + receipt.getString("id") + "\"}";
    assertThat(structured(tool(ann, "wait_for_task", id)).getString("echo")).isEqualTo("hi");
    assertThat(structured(tool(ann, "task_status", id)).getString("status")).isEqualTo("completed");
    assertThat(structured(tool(ann, "task_events", id)).getJsonArray("items"))
        .hasSizeGreaterThan(2);

    JsonObject foreign = tool(bob, "task_status", id);
    assertThat(foreign.getBoolean("isError")).isTrue();
    assertThat(structured(foreign).getInt("status")).isEqualTo(404);
    JsonObject late = tool(ann, "cancel_task", id);
    assertThat(structured(late).getInt("status")).isEqualTo(409);
  }

  @Test
  void aTaskThatTakesLongerGoesOnAndIsCancelled() {
    String id = ann.api().submitDiagnostic("{\"sleepMs\":60000}");
    JsonObject waited =
        structured(tool(ann, "wait_for_task", "{\"id\":\"" + id + "\",\"seconds\":1}"));
    assertThat(waited.getString("taskId")).isEqualTo(id);
    assertThat(waited.getString("status")).isIn("queued", "processing");
    tool(ann, "cancel_task", "{\"id\":\"" + id + "\"}");
    ann.api().awaitStatus(id, "cancelled", SOON);
  }

  @Test
  void toolsOfAgentsRunAsTasks() {
    assertThat(structured(tool(ann, "calculator", "{\"expression\":\"17*23\"}")).toString())
        .isEqualTo("{\"value\":\"391\"}");
    assertThat(structured(tool(ann, "search_documents", "{\"query\":\"nothing\"}")))
        .containsKey("passages");
    JsonObject wrong = tool(ann, "calculator", "{\"expression\":\"1/0\"}");
    assertThat(wrong.getBoolean("isError")).isTrue();
    assertThat(structured(wrong).getString("reason")).isEqualTo("no_result");
    JsonObject invalid = tool(ann, "calculator", "{\"expr\":1}");
    assertThat(invalid.getBoolean("isError")).isTrue();
    Api.Answer unknown = ann.older("tools/call", call("calculater", "{}", Map.of()));
    assertThat(McpTalk.error(unknown)).isEqualTo(-32602);
    assertThat(unknown.body().toString()).contains("calculator");
  }

  @Test
  void whatChangesSomethingWaitsForAnApprovalThatIsNotGivenHere() {
    String post = "{\"method\":\"POST\",\"url\":\"http://example.com/\",\"body\":\"x\"}";
    JsonObject asked = structured(tool(ann, "http", post));
    assertThat(asked.getString("status")).isEqualTo("input_required");
    assertThat(asked.getJsonObject("question").getString("kind")).isEqualTo("approval");
    String id = asked.getString("taskId");
    JsonObject refused = tool(ann, "answer_task", "{\"id\":\"" + id + "\",\"answer\":true}");
    assertThat(refused.getBoolean("isError")).isTrue();
    assertThat(structured(refused).getInt("status")).isEqualTo(403);
    assertThat(structured(refused).getString("code")).isEqualTo("approval_right_missing");

    JsonObject task =
        ann.newestResult(
            "tools/call",
            "http",
            call("http", post, Map.of()),
            "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
    assertThat(task.getString("resultType")).isEqualTo("task");
    String second = task.getString("taskId");
    ann.api().awaitStatus(second, "input_required", SOON);
    JsonObject seen =
        ann.newestResult(
            "tasks/get",
            second,
            "{\"taskId\":\"" + second + "\"}",
            "{\"elicitation\":{},\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}");
    assertThat(seen.getString("status")).as("no client can answer it").isEqualTo("working");
    assertThat(seen.getString("statusMessage")).contains("approval");
  }

  @Test
  void progressIsStreamedAndRises() {
    String id = ann.api().submitDiagnostic("{\"sleepMs\":1500,\"steps\":5,\"echo\":\"done\"}");
    Api.Answer streamed =
        ann.older(
            "tools/call",
            call(
                "wait_for_task",
                "{\"id\":\"" + id + "\"}",
                Map.of("_meta", "{\"progressToken\":\"p\"}")));
    String stream = ((JsonString) streamed.body()).getString();
    assertThat(stream).startsWith("id: " + id);
    List<JsonObject> messages = McpTalk.messages(stream);
    List<Integer> progress =
        messages.stream()
            .filter(message -> message.containsKey("method"))
            .map(message -> message.getJsonObject("params").getInt("progress"))
            .toList();
    assertThat(progress).isNotEmpty().isSorted().doesNotHaveDuplicates();
    JsonObject last = messages.get(messages.size() - 1);
    assertThat(last.getInt("id")).isEqualTo(7);
    assertThat(structured(last.getJsonObject("result")).getString("echo")).isEqualTo("done");
  }

  @Test
  void aStreamGoesOnAfterTheLastEventThatWasSeen() {
    String id = ann.api().submitDiagnostic("{\"echo\":\"again\"}");
    ann.api().awaitStatus(id, "completed", SOON);
    String last = new EventId(id, 1, "\"q-9\"", "\"p\"", false).text();
    Api.Answer resumed =
        ann.api().send(ann.api().request("/mcp").header("Last-Event-ID", last).GET().build());
    JsonObject response = McpTalk.response(resumed);
    assertThat(response.getString("id")).isEqualTo("q-9");
    assertThat(structured(response.getJsonObject("result")).getString("echo")).isEqualTo("again");
  }
}
