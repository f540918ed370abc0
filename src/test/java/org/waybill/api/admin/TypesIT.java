package org.waybill.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/**
 * The example project, built as CONTRIBUTING says, on a node that takes calls and one that works.
 */
class TypesIT {

  private static final Path EXAMPLE = Path.of("src", "examples", "handler");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> WITH_EXAMPLE =
      Map.of("WAYBILL_HANDLERS", EXAMPLE.resolve("target").toAbsolutePath().toString());

  private static final Pattern THREE_CONSUMERS =
      Pattern.compile("waybill_consumers\\{[^}]*diagnostics[^}]*\\} 3(\\.0)?\\b");

  private static RunningServer server;
  private static Api api;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Process build =
        new ProcessBuilder("./mvnw", "-B", "-ntp", "-q", "-f", EXAMPLE.toString(), "package")
            .inheritIO()
            .start();
    assertThat(build.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(build.exitValue()).isZero();
    Map<String, String> settings = new HashMap<>(WITH_EXAMPLE);
    settings.put("WAYBILL_ROLE", "api");
    server = RunningServer.start(settings);
    api = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static JsonObject task(String id) {
    return api.get("/api/tasks/" + id).object();
  }

  private static String reason(String id) {
    JsonObject task = task(id);
    return task.containsKey("waits") ? task.getJsonObject("waits").getString("reason") : "";
  }

  @Test
  void aTypeOfAHandlerThatWasDroppedInRunsAsSoonAsAWorkerHasIt() {
    JsonObject type = api.get("/api/types/greeting").object();
    assertThat(type.getString("queue")).isEqualTo("greetings");
    assertThat(type.getInt("workers")).isZero();
    Api.Answer accepted =
        api.post("/api/tasks", "{\"type\":\"greeting\",\"input\":{\"name\":\"Ann\"}}");
    assertThat(accepted.status()).isEqualTo(202);
    String id = accepted.object().getString("id");
    await("says why it waits").atMost(PATIENCE).until(() -> reason(id).equals("no_worker"));
    assertThat(api.get("/api/queues/greetings").object().getBoolean("hasWorker")).isFalse();

    try (RunningServer worker = server.joinWorker(WITH_EXAMPLE)) {
      await("runs").atMost(PATIENCE).until(() -> task(id).getString("status").equals("completed"));
      assertThat(task(id).getString("output")).isEqualTo("Hello Ann");
      assertThat(api.get("/api/types/greeting").object().getInt("workers")).isEqualTo(1);
      aQueueIsChangedWhileItRuns(worker);
    }
  }

  /** The node that works follows: it has as many consumers, and as many tasks in hand. */
  private static void aQueueIsChangedWhileItRuns(RunningServer worker) {
    Api.Answer changed = api.put("/api/queues/diagnostics", "{\"concurrencyPerNode\":3}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).hasValue("\"1\"");
    Api workers = new Api(worker.base(), server.operatorToken());
    await("the worker has followed")
        .atMost(PATIENCE)
        .until(() -> THREE_CONSUMERS.matcher(workers.get("/metrics").body().toString()).find());
    for (int i = 0; i < 8; i++) {
      api.submitDiagnostic("{\"sleepMs\":3000}");
    }
    await("as many are in hand").atMost(PATIENCE).until(() -> diagnostics("processing") == 3);
    await("never more")
        .atMost(PATIENCE)
        .failFast(() -> diagnostics("processing") > 3)
        .until(() -> diagnostics("completed") == 8);
    assertThat(api.put("/api/queues/diagnostics", "{}").status()).isEqualTo(200);
  }

  /** In one look. */
  private static int diagnostics(String status) {
    return api.get("/api/tasks?type=diagnostic&status=" + status)
        .object()
        .getJsonArray("items")
        .size();
  }

  @Test
  void anAdministratorMakesATypeWhoseInputIsChecked() {
    String body =
        """
        {"queue":"renders","defaults":{"timeout":"30m","maxAttempts":3,"priority":7},
         "inputSchema":{"type":"object","required":["url"],"properties":{"url":{"type":"string"}}}}
        """;
    assertThat(api.get("/api/queues").status()).isEqualTo(200);
    Api.Answer made = api.put("/api/types/render_video", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    assertThat(made.headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(made.object().getString("runBy")).isEqualTo("worker");
    assertThat(api.get("/api/queues/renders").object().getJsonObject("waiting").getInt("total"))
        .isZero();
    Api.Answer late =
        api.send(
            api.request("/api/types/render_video")
                .header("If-Match", "\"7\"")
                .PUT(BodyPublishers.ofString("{}"))
                .build());
    assertThat(late.status()).isEqualTo(412);

    Api.Answer refused =
        api.post("/api/tasks", "{\"type\":\"render_video\",\"input\":{\"url\":7}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.object().getString("field")).isEqualTo("input");
    assertThat(refused.object().getJsonArray("errors").getJsonObject(0).getString("path"))
        .isEqualTo("/url");
    Api.Answer accepted =
        api.post("/api/tasks", "{\"type\":\"render_video\",\"input\":{\"url\":\"x\"}}");
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    JsonObject task = task(accepted.object().getString("id"));
    assertThat(task.getString("queue")).isEqualTo("renders");
    assertThat(task.getInt("priority")).isEqualTo(7);
    assertThat(api.delete("/api/types/render_video").status()).isEqualTo(409);
    assertThat(api.post("/api/tasks/" + task.getString("id") + "/cancel", "{}").status())
        .isEqualTo(202);
    assertThat(api.delete("/api/types/render_video").status()).isEqualTo(204);
    assertThat(api.get("/api/types/render_video").status()).isEqualTo(404);
  }

  @Test
  void ofATypeThatAHandlerBringsOnlyTheDefaultsCanBeSet() {
    Api.Answer refused = api.put("/api/types/diagnostic", "{\"queue\":\"other\"}");
    assertThat(refused.status()).isEqualTo(400);
    Api.Answer set = api.put("/api/types/diagnostic", "{\"defaults\":{\"timeout\":\"90s\"}}");
    assertThat(set.object().getJsonObject("defaults").getString("timeout")).isEqualTo("90s");
    assertThat(set.object().getJsonObject("sources").getString("timeout")).isEqualTo("api");
    String id = api.post("/api/tasks", "{\"type\":\"diagnostic\"}").object().getString("id");
    assertThat(task(id).getInt("timeoutMs")).isEqualTo(90_000);
    api.post("/api/tasks/" + id + "/cancel", "{}");
    assertThat(api.delete("/api/types/diagnostic").status()).isEqualTo(204);
    assertThat(api.delete("/api/types/diagnostic").status()).isEqualTo(409);
  }

  @Test
  void anUnknownTypeIsRefusedAndTheNearestAreNamed() {
    Api.Answer refused = api.post("/api/tasks", "{\"type\":\"greting\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.object().getString("field")).isEqualTo("type");
    assertThat(refused.object().getString("detail")).contains("'greting'; allowed: greeting, ");
  }

  @Test
  void whoHasSeenAnOlderVersionOfAQueueChangesNothing() {
    Api.Answer seen = api.get("/api/queues/requests");
    String tag = seen.headers().firstValue("ETag").orElseThrow();
    assertThat(put(tag, "{\"tenantShare\":20}").status()).isEqualTo(200);
    assertThat(put(tag, "{\"tenantShare\":30}").status()).isEqualTo(412);
    assertThat(api.get("/api/queues/requests").object().getInt("tenantShare")).isEqualTo(20);
    assertThat(put("nonsense", "{}").status()).isEqualTo(400);
  }

  private static Api.Answer put(String tag, String body) {
    return api.send(
        api.request("/api/queues/requests")
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void onlyAdministratorsChangeQueuesAndOnlyThoseThatThereAre() {
    Api operator = api.caller("acme", "olga", "operator");
    assertThat(operator.put("/api/queues/diagnostics", "{}").status()).isEqualTo(403);
    assertThat(api.put("/api/queues/nowhere", "{}").status()).isEqualTo(404);
    Api.Answer wrong = api.put("/api/queues/diagnostics", "{\"concurrencyPerNode\":0}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.object().getString("field")).isEqualTo("concurrencyPerNode");
  }

  @Test
  void everybodySeesTheTypes() {
    Api user = api.caller("acme", "ulf", "user");
    assertThat(
            user.get("/api/types").object().getJsonArray("items").stream()
                .map(each -> ((JsonString) each.asJsonObject().get("name")).getString()))
        .contains(
            "chat_message",
            "tool_execution",
            "document_processing",
            "camera_analysis",
            "pipeline",
            "greeting");
    assertThat(user.get("/api/types/nothing").status()).isEqualTo(404);
  }
}
