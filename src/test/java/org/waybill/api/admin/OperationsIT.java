package org.waybill.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;

/** Dead letters, bulk operations and retention, over HTTP. */
class OperationsIT extends OperatingServer {

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

  private static JsonObject bulk(Api caller, String body) {
    Api.Answer answer = caller.post("/api/tasks/bulk", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return caller.awaitStatus(answer.object().getString("id"), "completed", SOON);
  }

  /** Its settings and its limit are rows of two tables. */
  @Test
  void aQueueIsChangedAsAWholeOrNotAtAll() {
    String change = "{\"tenantShare\":20,\"concurrency\":3}";
    String before = admin.get("/api/queues/requests").object().toString();
    sql("alter table limit_rule add constraint refused check (name <> 'requests')");
    try {
      assertThat(put(admin, "/api/queues/requests", change).status()).isGreaterThanOrEqualTo(400);
      assertThat(admin.get("/api/queues/requests").object()).hasToString(before);
    } finally {
      sql("alter table limit_rule drop constraint refused");
    }
    assertThat(put(admin, "/api/queues/requests", change).status()).isEqualTo(200);
    assertThat(admin.get("/api/queues/requests").object().getInt("concurrency")).isEqualTo(3);
    assertThat(put(admin, "/api/queues/requests", "{}").status()).isEqualTo(200);
    assertThat(admin.get("/api/queues/requests").object().getInt("tenantShare")).isEqualTo(50);
  }
}
