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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.waybill.running.Api;
import org.waybill.running.FreePorts;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/**
 * Tasks that wait for the official servers of both versions hold no worker; the queue of tools runs
 * one task at once. Needs Node and npm, as {@link RemoteAgentIT} does.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WaitingCallsIT {

  private static final Duration SOON = Duration.ofSeconds(120);
  private static final List<String> AGENTS = List.of("rpc", "rest", "old", "rpc");

  private static String peer;
  private static Process node;
  private static RunningServer server;
  private static Api ann;
  private static List<String> waiting;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    NodePackages packages = NodePackages.install("a2a", "waiting-calls");
    String port = FreePorts.next();
    String own = FreePorts.next();
    peer = "http://127.0.0.1:" + port;
    node = packages.begin(List.of("node", "peer.mjs"), Map.of("PORT", port));
    String agents =
        """
        {"rpc": {"url": "%1$s/rpc", "risk": "read"}, "rest": {"url": "%1$s/rest", "risk": "read"},
         "old": {"url": "%1$s/old", "risk": "read"}}"""
            .formatted(peer);
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_REMOTE_AGENTS",
                agents,
                "WAYBILL_OUTBOUND_ALLOW",
                "127.0.0.1",
                "WAYBILL_A2A_HOLD",
                "1s",
                "WAYBILL_QUEUE_TOOL_EXECUTIONS_CONCURRENCY",
                "1",
                "WAYBILL_HTTP_PORT",
                own,
                "WAYBILL_PUBLIC_URL",
                "http://127.0.0.1:" + own));
    ann = server.api().user("waiting-calls");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(server.api().metric("waybill_remote_agents", "state=\"up\""))
                    .isEqualTo(3));
  }

  @AfterAll
  static void end() {
    if (node != null) {
      node.destroyForcibly();
      server.close();
    }
  }

  private static String submit(String tool, String arguments) {
    String body =
        "{\"type\":\"tool_execution\",\"input\":{\"tool\":\"%s\",\"arguments\":%s}}"
            .formatted(tool, arguments);
    Api.Answer answer = ann.post("/api/tasks", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
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

  private static int callBack(String id, String token, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.base().resolve("/a2a/callbacks/" + id))
                .header("Content-Type", "application/json")
                .header("X-A2A-Notification-Token", token)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private static List<JsonObject> events(String id, String kind) {
    return ann.get("/api/tasks/" + id + "/events").object().getJsonArray("items").stream()
        .map(each -> each.asJsonObject())
        .filter(each -> each.getString("eventType").equals(kind))
        .toList();
  }

  /** Until it waits without a worker for so long that nothing but a callback ends it soon. */
  private static void awaitLongSnooze(String id) {
    await()
        .atMost(SOON)
        .until(
            () ->
                events(id, "snoozed").stream()
                    .anyMatch(
                        each ->
                            each.getJsonObject("data").getJsonNumber("delayMs").intValue()
                                > 8_000));
  }

  @Test
  @Order(1)
  void manyTasksWaitAndTheOnlyWorkerIsFree() {
    waiting =
        AGENTS.stream().map(agent -> submit("a2a_" + agent, "{\"message\":\"wait\"}")).toList();
    waiting.forEach(id -> await().atMost(SOON).until(() -> !events(id, "snoozed").isEmpty()));
    String other = submit("calculator", "{\"expression\":\"17 * 23\"}");
    ann.awaitStatus(other, "completed", SOON);
    for (String id : waiting) {
      JsonObject task = ann.get("/api/tasks/" + id).object();
      assertThat(task.getString("status")).isIn("queued", "processing");
      assertThat(task.getString("progressText")).contains("waits for the remote agent");
    }
  }

  @Test
  @Order(2)
  void aCallbackThatIsForgedChangesNothing() throws Exception {
    assertThat(callBack(UUID.randomUUID().toString(), "x", "{}")).isEqualTo(404);
    // No path of callbacks, so a caller has to say who it is.
    assertThat(callBack("none", "x", "{}")).isEqualTo(401);
    try (Connection rows =
            DriverManager.getConnection(
                server.databaseUrl(), server.databaseUser(), server.databasePassword());
        ResultSet known =
            rows.createStatement().executeQuery("select id from delegation_callback")) {
      assertThat(known.next()).isTrue();
      assertThat(callBack(known.getString("id"), "x", "{}")).isEqualTo(404);
    }
  }

  private static long wakes(String id) {
    return events(id, "queued").stream()
        .filter(each -> each.getJsonObject("data").containsKey("woken"))
        .count();
  }

  @Test
  @Order(3)
  void aCancelledTaskCancelsTheAgentsTask() throws Exception {
    String id = waiting.get(3);
    ann.post("/api/tasks/" + id + "/cancel", "{}");
    ann.awaitStatus(id, "cancelled", SOON);
    await().atMost(SOON).until(() -> call("GET", "/log").contains("\"cancelled\":[{"));
  }

  @Test
  @Order(4)
  void theAgentsCallbackWakesTheTask() throws Exception {
    List<String> open = waiting.subList(0, 3);
    open.forEach(WaitingCallsIT::awaitLongSnooze);
    // The agents have called back for what they did before, too.
    Map<String, Long> before =
        open.stream().collect(Collectors.toMap(id -> id, WaitingCallsIT::wakes));
    call("POST", "/release");
    for (String id : open) {
      JsonObject task = ann.awaitStatus(id, "completed", SOON);
      assertThat(task.getJsonObject("output").getJsonObject("result").getString("text"))
          .isEqualTo("released");
      assertThat(wakes(id)).as(id).isGreaterThan(before.get(id));
    }
  }
}
