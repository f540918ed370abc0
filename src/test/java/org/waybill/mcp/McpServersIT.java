package org.waybill.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/** Tools of the official server with everything, over streamable HTTP. */
class McpServersIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private static NodePackages packages;
  private static String port;
  private static Path folder;
  private static Process everything;
  private static RunningServer server;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    packages = NodePackages.install("mcp", "mcp-servers");
    port = FreePorts.next();
    everything = begin();
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "files").toRealPath();
    Files.writeString(folder.resolve("note.txt"), "Written before");
    Path servers = Files.createTempFile("mcp-servers", ".json");
    Files.writeString(
        servers,
        """
        {"every": {"url": "http://127.0.0.1:%s/mcp", "risks": {"echo": "write", "trigger-elicitation-request": "read"},
                   "timeoutSeconds": 600},
         "local": {"command": ["node", "%2$s/server-everything/dist/index.js", "stdio"], "timeoutSeconds": 600},
         "files": {"command": ["node", "%2$s/server-filesystem/dist/index.js", "%3$s"]},
         "memory": {"command": ["node", "%2$s/server-memory/dist/index.js"],
                    "risks": {"create_entities": "read"},
                    "env": {"MEMORY_FILE_PATH": "%3$s/memory.jsonl"}}}
        """
            .formatted(port, modules(), folder));
    server = RunningServer.start(Map.of("WAYBILL_MCP_SERVERS", servers.toString()));
    ann = server.api().user("mcp-servers");
    awaitState("up");
  }

  @AfterAll
  static void end() {
    everything.destroyForcibly();
    server.close();
  }

  private static Path modules() {
    return packages.folder().toAbsolutePath().resolve("node_modules/@modelcontextprotocol");
  }

  private static Process begin() throws IOException {
    return packages.begin(
        List.of(
            "node",
            "node_modules/@modelcontextprotocol/server-everything/dist/index.js",
            "streamableHttp"),
        Map.of("PORT", port));
  }

  private static JsonObject awaitState(String state) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                server
                    .api()
                    .get("/api/mcp-servers")
                    .object()
                    .getJsonArray("items")
                    .getValuesAs(JsonValue::asJsonObject)
                    .stream()
                    .filter(each -> each.getString("name").equals("every"))
                    .findFirst()
                    .orElseThrow(),
            found -> found.getString("state").equals(state));
  }

  private static String submit(String tool, String arguments) {
    String body =
        "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"%s\",\"arguments\":%s}}"
            .formatted(tool, arguments);
    Api.Answer answer = ann.post("/api/tasks", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }

  private static String text(JsonObject task) {
    return task.getJsonObject("output").getJsonObject("result").getString("text");
  }

  @Test
  void toolsAreListedCalledShownAndCancelled() {
    assertThat(ann.get("/api/mcp-servers").status()).isEqualTo(403);
    JsonObject sum = ann.get("/api/tools/every_get_sum").object();
    assertThat(sum.getString("source")).isEqualTo("mcp:every");
    String added = submit("every_get_sum", "{\"a\":17,\"b\":4}");
    assertThat(text(ann.awaitStatus(added, "completed", SOON))).contains("21");

    String slow = submit("every_trigger_long_running_operation", "{\"duration\":3,\"steps\":3}");
    ann.awaitStatus(slow, "completed", SOON);
    assertThat(ann.get("/api/tasks/" + slow + "/events").body().toString())
        .contains("\"progress\"");
    String stopped =
        submit("every_trigger_long_running_operation", "{\"duration\":50,\"steps\":50}");
    ann.awaitStatus(stopped, "processing", SOON);
    ann.post("/api/tasks/" + stopped + "/cancel", "{}");
    ann.awaitStatus(stopped, "cancelled", SOON);
    String asked = submit("every_echo", "{\"message\":\"hi\"}");
    JsonObject question = ann.awaitStatus(asked, "input_required", SOON).getJsonObject("question");
    assertThat(question.getString("kind")).isEqualTo("approval");
  }

  @Test
  void resourcesAndPromptsAreListed() {
    JsonObject shown = awaitState("up");
    assertThat(shown.getJsonArray("resources").getValuesAs(JsonObject.class))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.getString("uri")).contains(":"));
    assertThat(shown.getJsonArray("prompts").getValuesAs(JsonObject.class))
        .extracting(each -> each.getString("name"))
        .contains("simple-prompt");
  }

  /** The same and others as processes of this node. */
  @Test
  void processesAreListedCalledShownAndCancelled() throws Exception {
    await()
        .atMost(SOON)
        .until(() -> server.api().metric("waybill_mcp_servers", "state=\"up\"") == 4);
    String slow = submit("local_trigger_long_running_operation", "{\"duration\":3,\"steps\":3}");
    String stopped =
        submit("local_trigger_long_running_operation", "{\"duration\":50,\"steps\":50}");
    ann.awaitStatus(stopped, "processing", SOON);
    ann.post("/api/tasks/" + stopped + "/cancel", "{}");
    ann.awaitStatus(stopped, "cancelled", SOON);
    ann.awaitStatus(slow, "completed", SOON);
    assertThat(ann.get("/api/tasks/" + slow + "/events").body().toString())
        .contains("\"progress\"");

    String note = Json.object("path", folder.resolve("note.txt").toString());
    String read = submit("files_read_text_file", note);
    assertThat(text(ann.awaitStatus(read, "completed", SOON))).contains("Written before");
    String outside = submit("files_read_text_file", Json.object("path", "/etc/passwd"));
    assertThat(ann.awaitStatus(outside, "failed", SOON).getString("reason"))
        .isEqualTo("tool_failed");

    String kept =
        submit(
            "memory_create_entities",
            "{\"entities\":[{\"name\":\"Ann\",\"entityType\":\"person\",\"observations\":[]}]}");
    ann.awaitStatus(kept, "completed", SOON);
    assertThat(folder.resolve("memory.jsonl")).content().contains("Ann");
    JsonObject shown = server.api().get("/api/mcp-servers").object();
    assertThat(shown.toString()).contains("\"command\":\"node\"").doesNotContain("memory.jsonl");
  }

  private static JsonObject form(String task) {
    JsonObject question = ann.awaitStatus(task, "input_required", SOON).getJsonObject("question");
    assertThat(question.getString("kind")).as("%s", question).isEqualTo("form");
    return question;
  }

  private static void answer(String task, String json) {
    Api.Answer answer = ann.post("/api/tasks/" + task + "/input", "{\"input\":" + json + "}");
    assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
  }

  @Test
  void aServersQuestionIsAskedAndItsAnswerGoesBack() {
    String told = submit("every_trigger_elicitation_request", "{}");
    JsonObject question = form(told);
    assertThat(question.getString("text")).startsWith("MCP server every asks: Please provide");
    assertThat(question.getBoolean("declinable")).isTrue();
    assertThat(ann.post("/api/tasks/" + told + "/input", "{\"input\":{\"name\":7}}").status())
        .isEqualTo(400);
    answer(told, "{\"name\":\"Ann\",\"integer\":7,\"check\":true}");
    assertThat(text(ann.awaitStatus(told, "completed", SOON)))
        .contains("Name: Ann", "Favorite Integer: 7", "Agreed to terms: true");

    String declined = submit("every_trigger_elicitation_request", "{}");
    form(declined);
    answer(declined, "\"decline\"");
    assertThat(text(ann.awaitStatus(declined, "completed", SOON))).contains("User declined");
  }

  /** A process, whose tool writes: first the approval, then the question in the middle of it. */
  @Test
  void aCallThatWritesGoesOnWithTheAnswerUnlessItsNodeIsGone() {
    String told = submit("local_trigger_elicitation_request", "{}");
    approve(told);
    form(told);
    answer(told, "{\"name\":\"Bob\"}");
    assertThat(text(ann.awaitStatus(told, "completed", SOON))).contains("Name: Bob");

    String writes = submit("local_trigger_elicitation_request", "{}");
    approve(writes);
    form(writes);
    String reads = submit("every_trigger_elicitation_request", "{}");
    form(reads);
    server.kill();
    server.restart();
    awaitState("up");
    answer(reads, "{\"name\":\"Carl\"}");
    assertThat(text(ann.awaitStatus(reads, "completed", SOON))).contains("Name: Carl");
    answer(writes, "{\"name\":\"Dora\"}");
    JsonObject doubt =
        await()
            .atMost(SOON)
            .until(
                () -> ann.get("/api/tasks/" + writes).object(),
                task ->
                    task.getString("status").equals("input_required")
                        && task.getJsonObject("question").getString("kind").equals("choice"))
            .getJsonObject("question");
    assertThat(doubt.getJsonArray("options").toString()).contains("not done");
  }

  private static void approve(String task) {
    JsonObject question = ann.awaitStatus(task, "input_required", SOON).getJsonObject("question");
    String path = "/api/approvals/" + question.getJsonArray("options").getString(0);
    JsonObject approval = ann.get(path).object();
    String decision =
        Json.object()
            .add("decision", "approve")
            .add("digest", approval.getString("digest"))
            .build()
            .toString();
    assertThat(ann.post(path, decision).status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .until(
            () -> ann.get("/api/tasks/" + task).object(),
            now ->
                !now.containsKey("question")
                    || now.isNull("question")
                    || !now.getJsonObject("question").getString("kind").equals("approval"));
  }

  @Test
  void aServerThatWasStartedAgainIsUsedAgain() throws Exception {
    everything.destroyForcibly();
    assertThat(everything.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(awaitState("down").getString("error")).isNotBlank();
    assertThat(server.api().metric("waybill_mcp_servers", "state=\"down\"")).isEqualTo(1);
    everything = begin();
    assertThat(awaitState("up").getJsonArray("tools").toString()).contains("every_get_sum");
    String added = submit("every_get_sum", "{\"a\":1,\"b\":2}");
    assertThat(text(ann.awaitStatus(added, "completed", SOON))).contains("3");
  }
}
