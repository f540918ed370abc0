package org.waybill.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/**
 * Delegation to the official servers of both versions; what they do stands in {@code
 * src/test/a2a/peer.mjs}. Needs Node and npm: without them it is skipped, but fails where {@code
 * CI} is set.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteAgentIT {

  private static final Duration SOON = Duration.ofSeconds(120);

  private static String peer;
  private static Process node;
  private static RunningServer server;
  private static Api ann;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    NodePackages packages = NodePackages.install("a2a", "remote-agents");
    String port = FreePorts.next();
    peer = "http://127.0.0.1:" + port;
    node = packages.begin(List.of("node", "peer.mjs"), Map.of("PORT", port));
    String agents =
        """
        {"rpc": {"url": "%1$s/rpc", "risk": "read"}, "rest": {"url": "%1$s/rest", "risk": "read"},
         "old": {"url": "%1$s/old", "risk": "read"}, "writer": {"url": "%1$s/rpc"}}"""
            .formatted(peer);
    server =
        RunningServer.start(
            Map.of("WAYBILL_REMOTE_AGENTS", agents, "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
    ann = server.api().user("remote-agents");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(server.api().metric("waybill_remote_agents", "state=\"up\""))
                    .isEqualTo(4));
  }

  @AfterAll
  static void end() {
    if (node != null) {
      node.destroyForcibly();
      server.close();
    }
  }

  private static String submit(String agent, String message) {
    String body =
        "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"a2a_%s\",\"arguments\":{\"message\":\"%s\"}}}"
            .formatted(agent, message);
    Api.Answer answer = ann.post("/api/tasks", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }

  private static String text(JsonObject task) {
    return task.getJsonObject("output").getJsonObject("result").getString("text");
  }

  private static String events(String id) {
    return ann.get("/api/tasks/" + id + "/events").body().toString();
  }

  private static String call(String method, String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(peer + path))
                .method(method, BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** What the agents of this name got. */
  private static long count(String what, String agent, String text) throws Exception {
    return Json.read(call("GET", "/log"))
        .asJsonObject()
        .getJsonArray(what)
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(each -> each.getString("agent").equals(agent))
        .filter(each -> each.getString("text", text).equals(text))
        .count();
  }

  @Test
  @Order(1)
  void administratorsSeeTheAgentsAndUsersTheirTools() {
    assertThat(ann.get("/api/remote-agents").status()).isEqualTo(403);
    JsonObject old = server.api().get("/api/remote-agents/old").object();
    assertThat(old.getString("state")).isEqualTo("up");
    assertThat(old.getString("protocolVersion")).isEqualTo("0.3");
    assertThat(server.api().get("/api/remote-agents/rest").object().getString("transport"))
        .isEqualTo("HTTP+JSON");
    assertThat(server.api().get("/api/remote-agents/none").status()).isEqualTo(404);
    JsonObject tool = ann.get("/api/tools/a2a_rpc").object();
    assertThat(tool.getString("source")).isEqualTo("a2a:rpc");
    assertThat(tool.getString("risk")).isEqualTo("read");
    String asked = submit("writer", "stream");
    JsonObject question = ann.awaitStatus(asked, "input_required", SOON).getJsonObject("question");
    assertThat(question.getString("kind")).isEqualTo("approval");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpc", "rest", "old"})
  @Order(2)
  void aTaskIsDelegatedAndItsProgressIsShown(String agent) throws Exception {
    String id = submit(agent, "stream");
    assertThat(text(ann.awaitStatus(id, "completed", SOON))).isEqualTo("one two");
    assertThat(events(id)).contains("\"progress\"");
    assertThat(count("received", agent, "stream")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpc", "rest", "old"})
  @Order(3)
  void aQuestionIsAnsweredThroughTheTask(String agent) throws Exception {
    String id = submit(agent, "ask");
    JsonObject question = ann.awaitStatus(id, "input_required", SOON).getJsonObject("question");
    assertThat(question.getString("text")).isEqualTo("Which day?");
    Api.Answer answer = ann.post("/api/tasks/" + id + "/input", "{\"input\":\"Friday\"}");
    assertThat(answer.status()).as(answer.toString()).isLessThan(300);
    assertThat(text(ann.awaitStatus(id, "completed", SOON))).isEqualTo("on Friday");
    assertThat(count("received", agent, "Friday")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpc", "rest", "old"})
  @Order(4)
  void aCancellationReachesTheAgent(String agent) throws Exception {
    String id = submit(agent, "wait");
    await().atMost(SOON).untilAsserted(() -> assertThat(events(id)).contains("waiting"));
    ann.post("/api/tasks/" + id + "/cancel", "{}");
    ann.awaitStatus(id, "cancelled", SOON);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(count("cancelled", agent, "wait")).isEqualTo(1));
  }

  @Test
  @Order(5)
  void aServerThatIsKilledGoesOnWithTheSameTasks() throws Exception {
    List<String> agents = List.of("rpc", "rest", "old");
    List<String> ids = agents.stream().map(agent -> submit(agent, "wait")).toList();
    for (String id : ids) {
      await().atMost(SOON).untilAsserted(() -> assertThat(events(id)).contains("waiting"));
    }
    server.kill();
    server.restart();
    ann = server.api().user("remote-agents");
    call("POST", "/release");
    for (int i = 0; i < ids.size(); i++) {
      assertThat(text(ann.awaitStatus(ids.get(i), "completed", SOON))).isEqualTo("released");
      // The one of this test, and the one that was cancelled.
      assertThat(count("received", agents.get(i), "wait")).isEqualTo(2);
    }
  }
}
