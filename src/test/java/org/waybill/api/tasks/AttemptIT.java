package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.waybill.running.Api;

/** What a handler may do besides ending: keep steps, snooze, ask, hand over, take longer. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttemptIT extends RunningApi {

  private static JsonObject task(String id) {
    return operator.get("/api/tasks/" + id).object();
  }

  private static JsonObject completed(String id) {
    return operator.awaitStatus(id, "completed", SOON);
  }

  private static List<String> steps(JsonObject task, String which) {
    return task.getJsonObject("output")
        .getJsonObject("steps")
        .getJsonArray(which)
        .getValuesAs(JsonString::getString);
  }

  private static List<String> childrenOf(String id) {
    return ids(operator.get("/api/tasks?limit=500&createdFrom=" + task(id).getString("createdAt")))
        .stream()
        .filter(other -> id.equals(task(other).getString("parentId", null)))
        .toList();
  }

  @Test
  void aSnoozingTaskSaysUntilWhenAndKeepsItsTries() {
    String id =
        submit(
            "{\"type\":\"diagnostic\",\"maxAttempts\":1,"
                + "\"input\":{\"snoozeTimes\":2,\"snoozeMs\":700}}");
    JsonObject waiting =
        await()
            .atMost(SOON)
            .pollInterval(Duration.ofMillis(20))
            .until(
                () -> task(id),
                t -> t.getInt("attempt") == 1 && t.getString("status").equals("queued"));
    assertThat(waiting.getJsonObject("waits").getString("reason")).isEqualTo("retry_at");
    assertThat(completed(id).getInt("attempt")).isEqualTo(3);
    assertThat(kinds(id))
        .containsExactly(
            "queued", "started", "snoozed", "started", "snoozed", "started", "completed");
    assertThat(task(id).getJsonArray("attempts").getJsonObject(0).getString("outcome"))
        .isEqualTo("snoozed");
  }

  @Test
  void whatAFailedAttemptHasFinishedIsNotDoneAgainEvenAfterARetryByHand() {
    String id =
        submit(
            "{\"type\":\"diagnostic\",\"maxAttempts\":1,"
                + "\"input\":{\"stepNames\":[\"a\",\"b\"],\"failTimes\":2}}");
    operator.awaitStatus(id, "failed", SOON);
    operator.post("/api/tasks/" + id + "/retry", "{}");
    await().atMost(SOON).until(() -> task(id).getInt("attempt") == 2);
    operator.awaitStatus(id, "failed", SOON);
    operator.post("/api/tasks/" + id + "/retry", "{}");
    JsonObject done = completed(id);
    assertThat(steps(done, "restored")).containsExactly("a", "b");
    assertThat(steps(done, "fresh")).isEmpty();
  }

  @Test
  void aHandlerThatNeedsLongerMayExtendItsTime() {
    String id =
        submit(
            "{\"type\":\"diagnostic\",\"timeout\":\"300ms\",\"maxAttempts\":1,"
                + "\"input\":{\"sleepMs\":900,\"extendMs\":10000}}");
    assertThat(completed(id).getInt("attempt")).isEqualTo(1);
  }

  @Test
  void theGapsMayBeGivenInFull() {
    String id =
        submit(
            "{\"type\":\"diagnostic\",\"backoff\":{\"first\":\"200ms\",\"factor\":3,"
                + "\"longest\":\"1s\",\"jitter\":0},\"input\":{\"failTimes\":3}}");
    completed(id);
    List<Integer> gaps =
        operator.get("/api/tasks/" + id + "/events").object().getJsonArray("items").stream()
            .map(item -> item.asJsonObject())
            .filter(event -> event.getString("eventType").equals("retrying"))
            .map(event -> event.getJsonObject("data").getInt("delayMs"))
            .toList();
    assertThat(gaps).containsExactly(200, 600, 1_000);
    assertThat(refused("\"backoff\":{\"factor\":0}"))
        .contains("backoff.factor is 0; allowed: a number from 1 to 100");
    assertThat(refused("\"backoff\":{\"first\":true}")).contains("backoff.first is true");
    assertThat(refused("\"backoff\":{\"fist\":\"1s\"}")).contains("backoff.fist is unknown");
  }

  private static String refused(String members) {
    Api.Answer answer = operator.post("/api/tasks", "{\"type\":\"diagnostic\"," + members + "}");
    assertThat(answer.status()).isEqualTo(400);
    return answer.object().getString("detail");
  }

  @Test
  void onlyTheOwnerOrAnOperatorMayAnswerAndOnlyWhatIsAsked() {
    Api ann = user("asking", "ann");
    String id =
        ann.submitDiagnostic(
            "{\"ask\":{\"kind\":\"choice\",\"text\":\"Which?\",\"options\":[\"red\",\"blue\"]}}");
    JsonObject question = ann.awaitStatus(id, "input_required", SOON).getJsonObject("question");
    assertThat(question.getString("kind")).isEqualTo("choice");
    assertThat(question.getJsonArray("options")).hasSize(2);
    String path = "/api/tasks/" + id + "/input";
    assertThat(user("asking", "bob").post(path, "{\"input\":\"red\"}").status()).isEqualTo(404);
    assertThat(user("other", "ann").post(path, "{\"input\":\"red\"}").status()).isEqualTo(404);
    Api.Answer wrong = ann.post(path, "{\"input\":\"green\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.object().getString("field")).isEqualTo("input");
    assertThat(wrong.object().getString("detail")).contains("\"red\", \"blue\"");
    assertThat(ann.post(path, "{\"input\":\"red\"}").status()).isEqualTo(202);
    assertThat(ann.awaitStatus(id, "completed", SOON).getJsonObject("output").getString("input"))
        .isEqualTo("red");
    assertThat(ann.post(path, "{\"input\":\"red\"}").status()).isEqualTo(409);
  }

  @Test
  void aQuestionThatExpiresTakesItsDefaultOrFailsTheTask() {
    String ask =
        "{\"ask\":{\"kind\":\"confirmation\",\"text\":\"Sure?\",\"expiresAfterMs\":600%s}}";
    String kept = operator.submitDiagnostic(ask.formatted(",\"default\":false"));
    String failing = operator.submitDiagnostic(ask.formatted(""));
    assertThat(
            operator
                .awaitStatus(kept, "input_required", SOON)
                .getJsonObject("question")
                .getString("expiresAt"))
        .endsWith("Z");
    assertThat(completed(kept).getJsonObject("output").getBoolean("input")).isFalse();
    assertThat(operator.awaitStatus(failing, "failed", SOON).getString("error"))
        .startsWith("not answered by ");
  }

  @Test
  void aParentWaitsForItsChildrenAndSeesWhatBecameOfThem() {
    String id =
        operator.submitDiagnostic(
            "{\"children\":3,\"childInput\":{\"echo\":\"hello\",\"sleepMs\":300}}");
    JsonObject done = completed(id);
    JsonArray children = done.getJsonObject("output").getJsonArray("children");
    assertThat(children).hasSize(3);
    assertThat(children.getJsonObject(0).getJsonObject("output").getString("echo"))
        .isEqualTo("hello");
    assertThat(task(id).getJsonObject("children").getInt("completed")).isEqualTo(3);
    assertThat(kinds(id))
        .startsWith("queued", "started", "waiting")
        .endsWith("started", "completed");
    assertThat(done.getInt("attempt")).isEqualTo(2);
  }

  @Test
  void cancellingAParentCancelsAllBelowIt() {
    String id =
        operator.submitDiagnostic(
            "{\"children\":2,\"childInput\":{\"children\":2,\"childInput\":{\"sleepMs\":60000}}}");
    await()
        .atMost(SOON)
        .until(
            () -> childrenOf(id).stream().mapToInt(child -> childrenOf(child).size()).sum() == 4);
    List<String> children = childrenOf(id);
    List<String> grandchildren =
        children.stream().flatMap(child -> childrenOf(child).stream()).toList();
    assertThat(task(id).getJsonObject("waits").getString("reason")).isEqualTo("waits_for");
    assertThat(operator.post("/api/tasks/" + id + "/cancel", "{}").status()).isEqualTo(202);
    operator.awaitStatus(id, "cancelled", SOON);
    children.forEach(child -> operator.awaitStatus(child, "cancelled", SOON));
    grandchildren.forEach(child -> operator.awaitStatus(child, "cancelled", SOON));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aConfirmationSurvivesARestartOfEverythingAndFinishedStepsAreNotRepeated() {
    String id =
        operator.submitDiagnostic(
            "{\"stepNames\":[\"a\",\"b\"],\"ask\":{\"kind\":\"confirmation\",\"text\":\"Go on?\"}}");
    operator.awaitStatus(id, "input_required", SOON);
    server.restart();
    operator = server.api();
    assertThat(task(id).getJsonObject("question").getString("text")).isEqualTo("Go on?");
    assertThat(operator.post("/api/tasks/" + id + "/input", "{\"input\":true}").status())
        .isEqualTo(202);
    JsonObject done = operator.awaitStatus(id, "completed", SOON);
    assertThat(done.getJsonObject("output").getBoolean("input")).isTrue();
    assertThat(steps(done, "fresh")).isEmpty();
    assertThat(steps(done, "restored")).containsExactly("a", "b");
  }
}
