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

/** Limits, pauses and a full queue, over HTTP. */
class LimitsIT extends OperatingServer {

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
}
