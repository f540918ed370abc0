package org.waybill.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** What operators do, over HTTP. */
class OperationsIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int WAITING = 100;

  private static RunningServer server;
  private static Api admin;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_QUEUE_WAITING",
                Integer.toString(WAITING),
                "WAYBILL_RETENTION_SWEEP",
                "1s"));
    admin = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @AfterEach
  void resumeAll() {
    for (String queue : List.of("diagnostics", "housekeeping")) {
      assertThat(admin.post("/api/queues/" + queue + "/resume", "{}").status()).isEqualTo(200);
    }
  }

  private static Api caller(String tenant, String userId, String role) {
    Api.Answer made =
        admin.post(
            "/api/tokens",
            "{\"tenant\":\"%s\",\"userId\":\"%s\",\"role\":\"%s\"}"
                .formatted(tenant, userId, role));
    return new Api(server.base(), made.object().getString("token"));
  }

  private static void pause(String queue) {
    assertThat(admin.post("/api/queues/" + queue + "/pause", "{}").status()).isEqualTo(200);
  }

  private static Api.Answer put(Api caller, String path, String body) {
    return caller.send(
        caller
            .request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  private static JsonObject queue(String name) {
    return admin.get("/api/queues").object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject())
        .filter(item -> item.getString("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(Api caller, String path) {
    return caller.get(path).object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("id"))
        .toList();
  }

  private static String tagged(Api caller, String tag, String input) {
    Api.Answer answer =
        caller.post(
            "/api/tasks",
            "{\"type\":\"diagnostic\",\"tags\":[\"%s\"],\"input\":%s}".formatted(tag, input));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }

  private static String dead(Api caller, String tag) {
    String id = tagged(caller, tag, "{\"failFinally\":true}");
    caller.awaitStatus(id, "failed", SOON);
    return id;
  }

  private static void sql(String statement) {
    try (Connection connection =
            DriverManager.getConnection(
                server.databaseUrl(), server.databaseUser(), server.databasePassword());
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFirstTaskTooManyIsRefusedAndNothingOfItIsStoredAndAllOthersFinish() {
    pause("diagnostics");
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < WAITING; i++) {
      accepted.add(tagged(admin, "full", "{}"));
    }
    Api.Answer refused = admin.post("/api/tasks", "{\"type\":\"diagnostic\",\"tags\":[\"full\"]}");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(ids(admin, "/api/tasks?tag=full&limit=500")).hasSize(WAITING);
    JsonObject waits = admin.get("/api/tasks/" + accepted.get(0)).object().getJsonObject("waits");
    assertThat(waits.getString("reason")).isEqualTo("queue_paused");
    await()
        .atMost(SOON)
        .until(() -> queue("diagnostics").getJsonObject("waiting").getInt("total") == WAITING);
    assertThat(queue("diagnostics").getBoolean("paused")).isTrue();
    assertThat(queue("diagnostics").getJsonArray("pauses")).hasSize(1);

    admin.post("/api/queues/diagnostics/resume", "{}");
    accepted.forEach(id -> admin.awaitStatus(id, "completed", SOON));
    assertThat(queue("diagnostics").getJsonObject("lastMinute").getInt("completed"))
        .isGreaterThanOrEqualTo(WAITING);
    assertThat(queue("diagnostics").getJsonArray("workers")).hasSize(1);
    assertThat(admin.get("/metrics").body().toString())
        .contains("waybill_tasks_refused_total")
        .contains("waybill_tasks_waiting")
        .contains("waybill_dead_letters");
  }

  @Test
  void aDeadLetterIsReplayedWithAnotherInputAndIsNoneAnyMore() {
    Api ann = caller("letters", "ann", "user");
    Api bob = caller("letters", "bob", "user");
    Api op = caller("letters", "op", "operator");
    String id = dead(ann, "a");
    assertThat(ids(ann, "/api/dead-letters")).containsExactly(id);
    assertThat(ids(op, "/api/dead-letters?tag=a")).containsExactly(id);
    assertThat(ids(op, "/api/dead-letters?tag=b")).isEmpty();
    assertThat(ids(bob, "/api/dead-letters")).isEmpty();
    assertThat(bob.post("/api/dead-letters/" + id + "/replay", "{}").status()).isEqualTo(404);
    assertThat(bob.delete("/api/dead-letters/" + id).status()).isEqualTo(404);

    Api.Answer replay =
        ann.post("/api/dead-letters/" + id + "/replay", "{\"input\":{\"echo\":\"better\"}}");
    assertThat(replay.status()).as(replay.toString()).isEqualTo(202);
    JsonObject task = ann.awaitStatus(replay.object().getString("id"), "completed", SOON);
    assertThat(task.getString("replayOf")).isEqualTo(id);
    assertThat(task.getJsonObject("output").getString("echo")).isEqualTo("better");
    assertThat(ids(ann, "/api/dead-letters")).isEmpty();
    assertThat(ann.post("/api/dead-letters/" + id + "/replay", "{}").status()).isEqualTo(404);
    assertThat(ann.get("/api/tasks/" + id).object().getString("status")).isEqualTo("failed");
  }

  @Test
  void deadLettersAreReplayedAndClearedByFilterAndNeverAllByMistake() {
    Api op = caller("many", "op", "operator");
    String one = dead(op, "x");
    dead(op, "x");
    String three = dead(op, "y");
    assertThat(op.post("/api/dead-letters/replay", "{}").object().getString("field"))
        .isEqualTo("filter");
    assertThat(op.post("/api/dead-letters/replay", "{\"filter\":{\"tga\":\"x\"}}").status())
        .isEqualTo(400);
    assertThat(op.delete("/api/dead-letters").status()).isEqualTo(400);
    assertThat(op.delete("/api/dead-letters?tga=x").object().getString("field")).isEqualTo("tga");
    assertThat(op.delete("/api/dead-letters?status=cancelled").object().getString("field"))
        .isEqualTo("status");
    assertThat(op.delete("/api/dead-letters/" + one).status()).isEqualTo(204);
    assertThat(
            op.post("/api/dead-letters/replay", "{\"filter\":{\"tag\":\"x\"}}")
                .object()
                .getInt("replayed"))
        .isEqualTo(1);
    await().atMost(SOON).until(() -> ids(op, "/api/dead-letters").size() == 2);
    assertThat(ids(op, "/api/dead-letters")).contains(three);
    assertThat(op.delete("/api/dead-letters?all=true").object().getInt("cleared")).isEqualTo(2);
    assertThat(ids(op, "/api/dead-letters")).isEmpty();
  }

  @Test
  void manyDeadLettersAreReplayedByATaskWhichWaitsWhileTheQueueIsFull() {
    Api op = caller("heap", "op", "operator");
    insert("heap", "op", "failed", 150);
    Api.Answer bulk = op.post("/api/dead-letters/replay", "{\"all\":true}");
    assertThat(bulk.status()).as(bulk.toString()).isEqualTo(202);
    JsonObject done = op.awaitStatus(bulk.object().getString("id"), "completed", SOON.plus(SOON));
    assertThat(done.getJsonObject("output").getInt("done")).isEqualTo(150);
    await()
        .atMost(SOON)
        .until(
            () -> ids(op, "/api/tasks?status=completed&type=diagnostic&limit=500").size() == 150);
    assertThat(ids(op, "/api/dead-letters")).isEmpty();
  }

  @Test
  void aBulkOperationIsCountedFirstAndThenCarriedOutAsATask() {
    Api ann = caller("bulk", "ann", "user");
    Api bob = caller("bulk", "bob", "user");
    pause("diagnostics");
    List<String> mine = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      mine.add(tagged(ann, "bulk", "{}"));
    }
    String bobs = tagged(bob, "bulk", "{}");
    Api.Answer dry =
        ann.post(
            "/api/tasks/bulk",
            "{\"action\":\"cancel\",\"filter\":{\"tag\":\"bulk\"},\"dryRun\":true}");
    assertThat(dry.status()).as(dry.toString()).isEqualTo(200);
    assertThat(dry.object().getInt("matches")).isEqualTo(25);

    JsonObject done = bulk(ann, "{\"action\":\"cancel\",\"filter\":{\"tag\":\"bulk\"}}");
    assertThat(done.getJsonObject("output").getInt("done")).isEqualTo(25);
    assertThat(done.getInt("progress")).isEqualTo(100);
    mine.forEach(
        id ->
            assertThat(ann.get("/api/tasks/" + id).object().getString("status"))
                .isEqualTo("cancelled"));
    assertThat(bob.get("/api/tasks/" + bobs).object().getString("status")).isEqualTo("queued");

    JsonObject again = bulk(ann, "{\"action\":\"cancel\",\"filter\":{\"tag\":\"bulk\"}}");
    assertThat(again.getJsonObject("output").getInt("skipped")).isEqualTo(25);
    assertThat(bulk(ann, "{\"action\":\"retry\",\"filter\":{\"tag\":\"bulk\"}}").toString())
        .contains("\"done\":25");
    bulk(ann, "{\"action\":\"cancel\",\"filter\":{\"tag\":\"bulk\"}}");
    JsonObject deleted = bulk(ann, "{\"action\":\"delete\",\"all\":true}");
    assertThat(deleted.getJsonObject("output").getInt("done")).isEqualTo(25 + 4);
    assertThat(ids(ann, "/api/tasks")).containsExactly(deleted.getString("id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"cancel\"} | filter",
        "{\"action\":\"cancel\",\"filter\":{}} | filter",
        "{\"action\":\"cancel\",\"filter\":{\"stauts\":\"failed\"}} | filter",
        "{\"action\":\"cancel\",\"filter\":{\"status\":\"lost\"}} | status",
        "{\"action\":\"cancel\",\"filter\":7} | filter",
        "{\"action\":\"replay\",\"all\":true} | action",
        "{\"action\":\"explode\",\"all\":true} | action",
        "{\"action\":\"cancel\",\"all\":\"yes\"} | all",
        "{\"action\":\"cancel\",\"all\":true,\"dry\":true} | body",
      })
  void anUnclearBulkOperationIsRefused(String body, String field) {
    Api.Answer answer = admin.post("/api/tasks/bulk", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo(field);
  }

  @Test
  void nobodyReachesOthersTasksByABulkOperation() {
    Api ann = caller("reach", "ann", "user");
    String body = "{\"action\":\"delete\",\"filter\":{\"userId\":\"bob\"}}";
    assertThat(ann.post("/api/tasks/bulk", body).status()).isEqualTo(404);
    Api.Answer own = ann.post("/api/tasks", "{\"type\":\"bulk_operation\",\"input\":{}}");
    assertThat(own.object().getString("field")).isEqualTo("type");
  }

  @Test
  void aBulkOperationCanBeStoppedBetweenTwoTasks() {
    Api op = caller("stop", "op", "operator");
    insert("stop", "op", "cancelled", 20_000);
    Api.Answer bulk = op.post("/api/tasks/bulk", "{\"action\":\"delete\",\"all\":true}");
    String id = bulk.object().getString("id");
    await()
        .atMost(SOON)
        .until(() -> op.get("/api/tasks/" + id).object().getString("progressText", null) != null);
    op.post("/api/tasks/" + id + "/cancel", "{}");
    JsonObject stopped = op.awaitStatus(id, "cancelled", SOON);
    assertThat(stopped.getString("progressText")).startsWith("delete: ").contains("of 20000");
    assertThat(op.get("/api/tasks?status=cancelled&type=diagnostic&limit=1").toString())
        .contains("\"id\"");
  }

  @Test
  void aTenantsFinishedTasksGoWhenItsTimeIsOverAndOthersStay() {
    Api op = caller("brief", "op", "operator");
    String stays = admin.submitDiagnostic("{}");
    admin.awaitStatus(stays, "completed", SOON);
    String goes = op.submitDiagnostic("{}");
    op.awaitStatus(goes, "completed", SOON);
    String dead = dead(op, "kept");
    assertThat(put(op, "/api/retention/*?tenant=other", "{\"keep\":\"1s\"}").status())
        .isEqualTo(403);
    assertThat(put(op, "/api/retention/lost", "{\"keep\":\"1s\"}").object().getString("field"))
        .isEqualTo("type");
    assertThat(put(op, "/api/retention/*", "{\"keep\":\"1s\"}").object().getString("keep"))
        .isEqualTo("1s");
    await().atMost(SOON).until(() -> op.get("/api/tasks/" + goes).status() == 404);
    assertThat(op.get("/api/tasks/" + goes + "/events").status()).isEqualTo(404);
    assertThat(admin.get("/api/tasks/" + stays).status()).isEqualTo(200);
    assertThat(op.get("/api/tasks/" + dead).status()).isEqualTo(200);
    op.delete("/api/dead-letters/" + dead);
    await().atMost(SOON).until(() -> op.get("/api/tasks/" + dead).status() == 404);
    assertThat(admin.get("/metrics").body().toString()).contains("waybill_tasks_swept_total");
  }

  @Test
  void aLimitCountsAtOnceAndIsForThoseWhoMaySetIt() {
    Api op = caller("limited", "op", "operator");
    Api user = caller("limited", "ann", "user");
    assertThat(put(op, "/api/limits/user/ann", "{\"concurrency\":1}").status()).isEqualTo(200);
    String first = user.submitDiagnostic("{\"sleepMs\":60000}");
    String second = user.submitDiagnostic("{}");
    user.awaitStatus(first, "processing", SOON);
    JsonObject waits = user.get("/api/tasks/" + second).object().getJsonObject("waits");
    assertThat(waits.getString("reason")).isEqualTo("concurrency_limit");
    assertThat(waits.getString("key")).isEqualTo("user ann");
    assertThat(op.delete("/api/limits/user/ann").status()).isEqualTo(204);
    user.awaitStatus(second, "completed", SOON);
    user.post("/api/tasks/" + first + "/cancel", "{}");

    put(op, "/api/limits/user/ann", "{\"rate\":1,\"period\":\"1h\",\"onExcess\":\"reject\"}");
    user.submitDiagnostic("{}");
    Api.Answer refused = user.post("/api/tasks", "{\"type\":\"diagnostic\"}");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();

    assertThat(user.get("/api/limits").status()).isEqualTo(403);
    assertThat(user.get("/api/queues").status()).isEqualTo(403);
    assertThat(put(op, "/api/limits/queue/diagnostics", "{\"concurrency\":1}").status())
        .isEqualTo(403);
    assertThat(put(op, "/api/limits/user/x?tenant=other", "{\"concurrency\":1}").status())
        .isEqualTo(403);
    assertThat(op.delete("/api/limits/key/none").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lost/x | {\"concurrency\":1} | scope",
        "queue/lost | {\"concurrency\":1} | name",
        "queue/diagnostics | {} | body",
        "queue/diagnostics | {\"weight\":2} | body",
        "queue/diagnostics | {\"concurrency\":-1} | concurrency",
        "user/ann?tenant=* | {\"concurrency\":1} | tenant",
        "rate/tool/mail | {\"rate\":1} | period",
        "rate/tool/mail | {\"period\":\"1s\"} | rate",
        "rate/tool/mail | {\"rate\":1,\"period\":\"soon\"} | period",
        "rate/tool/mail | {\"rate\":1,\"period\":\"1s\",\"onExcess\":\"cry\"} | onExcess",
        "user/* | {\"weight\":0} | weight",
      })
  void aLimitThatSaysNothingSensibleIsRefused(String path, String body, String field) {
    Api.Answer answer = put(admin, "/api/limits/" + path, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo(field);
  }

  @Test
  void anOperatorPausesTheOwnTenantOnly() {
    Api op = caller("calm", "op", "operator");
    assertThat(op.post("/api/queues/diagnostics/pause?tenant=default", "{}").status())
        .isEqualTo(403);
    assertThat(op.post("/api/queues/lost/pause", "{}").status()).isEqualTo(404);
    assertThat(op.post("/api/queues/diagnostics/pause", "{}").object().getString("tenant"))
        .isEqualTo("calm");
    String kept = op.submitDiagnostic("{}");
    admin.awaitStatus(admin.submitDiagnostic("{}"), "completed", SOON);
    assertThat(op.get("/api/tasks/" + kept).object().getJsonObject("waits").getString("reason"))
        .isEqualTo("queue_paused");
    op.post("/api/queues/diagnostics/resume", "{}");
    op.awaitStatus(kept, "completed", SOON);
  }

  private static JsonObject bulk(Api caller, String body) {
    Api.Answer answer = caller.post("/api/tasks/bulk", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return caller.awaitStatus(answer.object().getString("id"), "completed", SOON);
  }

  /** Many tasks that have ended, in the time that one takes over HTTP. */
  private static void insert(String tenant, String user, String status, int count) {
    sql(
        """
        insert into task (id, tenant, user_id, type, queue, status, priority, rank_at, max_attempts,
          timeout_ms, backoff_ms, input, finished_at)
        select (lpad(to_hex((extract(epoch from now()) * 1000)::int8 - 10000), 12, '0')
            || '7' || substr(md5(n::text || '%1$s'), 1, 3) || '8'
            || substr(md5(n::text || '%1$s'), 4, 15))::uuid,
          '%1$s', '%2$s', 'diagnostic', 'diagnostics', '%3$s', 4, now(), 1, 1000, 1000, '{}', now()
        from generate_series(1, %4$d) n
        """
            .formatted(tenant, user, status, count));
  }
}
