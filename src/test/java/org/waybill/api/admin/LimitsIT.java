package org.waybill.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"tenant\":\"default\",\"userId\":\"x\"} | 403",
        "{\"tenant\":\"default\",\"userId\":\"x\",\"role\":\"admin\"} | 403",
        "{\"userId\":\"x\",\"role\":\"admin\"} | 403",
        "{\"tenant\":\"*\",\"userId\":\"x\"} | 400",
        "{\"userId\":\"*\"} | 400",
        "{\"userId\":\"a/b\"} | 400",
        "{\"userId\":\"a\\nb\"} | 400",
        "{\"tenant\":\" walled\",\"userId\":\"x\"} | 400",
        "{\"userId\":\"x\",\"role\":\"tenant_admin\"} | 201",
        "{\"tenant\":\"walled\",\"userId\":\"x@example.com\"} | 201"
      })
  void anAdministratorOfOneTenantMakesTokensOfThatTenantOnly(String body, int status) {
    Api boss = caller("walled", "boss", "tenant_admin");
    Api.Answer answer = boss.post("/api/tokens", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
  }

  @Test
  void anAdministratorOfOneTenantDecidesNothingForOthers() {
    Api boss = caller("walled", "boss", "tenant_admin");
    for (String tenant : List.of("*", "default")) {
      String query = "?tenant=" + tenant;
      assertThat(boss.post("/api/queues/diagnostics/pause" + query, "{}").status()).isEqualTo(403);
      assertThat(put(boss, "/api/limits/key/gpu" + query, "{\"concurrency\":1}").status())
          .isEqualTo(403);
      assertThat(put(boss, "/api/retention/diagnostic" + query, "{\"keep\":\"1d\"}").status())
          .isEqualTo(403);
      assertThat(boss.get("/api/tokens" + query).status()).isEqualTo(403);
    }
    assertThat(put(boss, "/api/limits/tenant/walled", "{\"webhooks\":5000}").status())
        .isEqualTo(403);
    assertThat(put(admin, "/api/limits/user/a%2Fb", "{\"concurrency\":1}").status()).isEqualTo(400);
    assertThat(boss.get("/api/tokens").body().toString())
        .contains("\"boss\"")
        .doesNotContain("\"default\"");
    assertThat(admin.get("/api/tokens").body().toString()).contains("\"walled\"", "\"default\"");
  }

  @Test
  void whatCanBeMadeIsBoundedAndEverybodySeesHowMuch() {
    Api ann = caller("bounded", "ann", "user");
    String webhook = "{\"url\":\"http://127.0.0.1:1025/\"}";
    String schedule = "{\"interval\":\"1h\",\"task\":{\"type\":\"diagnostic\"}}";
    String later = "{\"type\":\"diagnostic\",\"delay\":\"1h\"}";
    put(admin, "/api/limits/user/ann?tenant=bounded", "{\"webhooks\":2,\"schedules\":2}");
    put(admin, "/api/limits/tenant/bounded", "{\"delayedTasks\":2,\"tokens\":1}");
    reachesTheLimit("webhooks", "user", 2, () -> ann.post("/api/webhooks", webhook));
    reachesTheLimit("schedules", "user", 2, () -> ann.post("/api/schedules", schedule));
    reachesTheLimit("delayedTasks", "tenant", 2, () -> ann.post("/api/tasks", later));
    String token = "{\"tenant\":\"bounded\",\"userId\":\"bob\"}";
    reachesTheLimit("tokens", "tenant", 0, () -> admin.post("/api/tokens", token));

    put(admin, "/api/limits/tenant/bounded", "{\"tasksPerHour\":1}");
    reachesTheLimit(
        "tasksPerHour", "tenant", 1, () -> ann.post("/api/tasks", "{\"type\":\"diagnostic\"}"));
    List<JsonObject> mine =
        ann.get("/api/limits/me").object().getJsonArray("items").stream()
            .map(item -> item.asJsonObject())
            .filter(item -> item.getString("name").equals("webhooks"))
            .toList();
    assertThat(mine).extracting(item -> item.getInt("used")).containsExactly(2, 2);
    assertThat(mine).extracting(item -> item.getInt("limit")).containsExactly(2, 1_000);
    admin.delete("/api/limits/tenant/bounded");
    admin.delete("/api/limits/user/ann?tenant=bounded");
    ids(ann, "/api/tasks?status=queued")
        .forEach(id -> ann.post("/api/tasks/" + id + "/cancel", "{}"));
  }

  private static void reachesTheLimit(
      String name, String scope, int times, Supplier<Api.Answer> make) {
    for (int i = 0; i < times; i++) {
      assertThat(make.get().status()).as(name + " " + i).isBetween(200, 202);
    }
    Api.Answer refused = make.get();
    assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
    assertThat(refused.object().getString("code")).isEqualTo("limit_reached");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    JsonObject limit = refused.object().getJsonObject("limit");
    assertThat(limit.getString("name")).isEqualTo(name);
    assertThat(limit.getString("scope")).isEqualTo(scope);
    assertThat(limit.getInt("limit")).isLessThanOrEqualTo(limit.getInt("used"));
  }

  @Test
  void oneUserDoesNotCloseAQueueForOthers() {
    Api ann = caller("greedy", "ann", "user");
    Api bob = caller("greedy", "bob", "user");
    Api carl = caller("modest", "carl", "user");
    pause("diagnostics");
    String task = "{\"type\":\"diagnostic\",\"orderKey\":\"one\"}";
    Api.Answer answer = ann.post("/api/tasks", task);
    for (int i = 0; i < WAITING * 2 && answer.status() == 202; i++) {
      answer = ann.post("/api/tasks", task);
    }
    assertThat(answer.status()).isIn(429, 503);
    bob.submitDiagnostic("{}");
    carl.submitDiagnostic("{}");
    Api.Answer refused = ann.post("/api/tasks", task);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.object().getJsonObject("limit").getString("name")).isEqualTo("waiting");
    assertThat(refused.object().getJsonObject("limit").getInt("limit")).isEqualTo(WAITING / 4);
    ann.post("/api/tasks/bulk", "{\"action\":\"cancel\",\"filter\":{\"status\":\"queued\"}}");
    admin.post("/api/queues/diagnostics/resume", "{}");
    await()
        .atMost(SOON)
        .until(() -> queue("diagnostics").getJsonObject("waiting").getInt("total") == 0);
  }

  @Test
  void usersMayNotEndTheProcess() {
    Api ann = caller("curious", "ann", "user");
    String ending = "{\"type\":\"diagnostic\",\"input\":{\"exitProcess\":true}}";
    assertThat(ann.post("/api/tasks", ending).status()).isEqualTo(403);
    assertThat(ann.post("/api/tasks/batch", "{\"tasks\":[" + ending + "]}").status())
        .isEqualTo(403);
    Api.Answer schedule =
        ann.post("/api/schedules", "{\"interval\":\"1h\",\"task\":" + ending + "}");
    assertThat(schedule.status()).isEqualTo(403);
    assertThat(schedule.object().getString("field")).endsWith("input.exitProcess");
    String dead = dead(ann, "curious");
    assertThat(
            ann.post("/api/dead-letters/" + dead + "/replay", "{\"input\":{\"exitProcess\":true}}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void anOperatorSeesTheOwnTenantsNumbersOnly() {
    Api op = caller("small", "op", "operator");
    pause("diagnostics");
    op.submitDiagnostic("{}");
    admin.submitDiagnostic("{}");
    JsonObject seen =
        op.get("/api/queues").object().getJsonArray("items").stream()
            .map(item -> item.asJsonObject())
            .filter(item -> item.getString("name").equals("diagnostics"))
            .findFirst()
            .orElseThrow();
    assertThat(seen.getJsonObject("waiting").getInt("total")).isEqualTo(1);
  }

  @Test
  void aKeyIsItsUsersOwnUnlessAnOperatorSharesIt() {
    Api ann = caller("keys", "ann", "user");
    Api bob = caller("keys", "bob", "user");
    Api op = caller("keys", "op", "operator");
    String keys = "\"orderKey\":\"k\",\"concurrencyKey\":\"k\"";
    String first = id(ann, "{\"type\":\"diagnostic\",%s,\"input\":{\"sleepMs\":60000}}", keys);
    ann.awaitStatus(first, "processing", SOON);
    bob.awaitStatus(id(bob, "{\"type\":\"diagnostic\",%s}", keys), "completed", SOON);
    String second = id(ann, "{\"type\":\"diagnostic\",%s}", keys);
    JsonObject waits = ann.get("/api/tasks/" + second).object().getJsonObject("waits");
    assertThat(waits.getString("reason")).isEqualTo("concurrency_limit");
    assertThat(waits.getString("key")).isEqualTo("key/k");

    String shared = keys + ",\"keyScope\":\"tenant\"";
    assertThat(bob.post("/api/tasks", "{\"type\":\"diagnostic\"," + shared + "}").status())
        .isEqualTo(403);
    op.awaitStatus(id(op, "{\"type\":\"diagnostic\",%s}", shared), "completed", SOON);
    ann.post("/api/tasks/" + first + "/cancel", "{}");
    ann.awaitStatus(second, "completed", SOON);
  }

  private static String id(Api caller, String task, String keys) {
    Api.Answer answer = caller.post("/api/tasks", task.formatted(keys));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }
}
