package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** What becomes of a task: retries, time-outs, cancels, schedules, questions. */
class TaskLifeIT extends RunningApi {

  @Test
  void aFailingTaskIsTriedAgainAndSaysWhyAndUntilWhenItWaits() {
    String id = submit("{\"type\":\"diagnostic\",\"backoff\":\"4s\",\"input\":{\"failTimes\":1}}");
    JsonObject waiting =
        await()
            .atMost(SOON)
            .until(
                () -> operator.get("/api/tasks/" + id).object(),
                task -> task.getInt("attempt") == 1 && task.getString("status").equals("queued"));
    assertThat(waiting.getJsonObject("waits").getString("reason")).isEqualTo("retry_at");
    JsonObject task = operator.awaitStatus(id, "completed", SOON);
    assertThat(task.getInt("attempt")).isEqualTo(2);
    assertThat(task.getJsonArray("attempts").getJsonObject(0).getString("error"))
        .contains("failTimes");
    assertThat(kinds(id)).containsExactly("queued", "started", "retrying", "started", "completed");
  }

  @Test
  void aTaskThatUsedUpItsAttemptsFailsAndCanBeRetriedByHand() {
    String id =
        submit(
            "{\"type\":\"diagnostic\",\"maxAttempts\":2,\"input\":{\"failTimes\":2,"
                + "\"retryAfterMs\":10}}");
    JsonObject failed = operator.awaitStatus(id, "failed", SOON);
    assertThat(failed.getString("error")).contains("failTimes");
    assertThat(failed.getInt("attempt")).isEqualTo(2);
    assertThat(operator.post("/api/tasks/" + id + "/retry", "{}").status()).isEqualTo(202);
    assertThat(operator.awaitStatus(id, "completed", SOON).getInt("attempt")).isEqualTo(3);
    assertThat(operator.post("/api/tasks/" + id + "/retry", "{}").status()).isEqualTo(409);
  }

  @Test
  void aTaskGivenUpByItsHandlerIsNotTriedAgain() {
    String id = operator.submitDiagnostic("{\"failFinally\":true}");
    assertThat(operator.awaitStatus(id, "failed", SOON).getInt("attempt")).isEqualTo(1);
  }

  @Test
  void anAttemptThatTakesTooLongIsEnded() {
    String id =
        submit(
            "{\"type\":\"diagnostic\",\"timeout\":\"300ms\",\"maxAttempts\":1,"
                + "\"input\":{\"sleepMs\":60000}}");
    assertThat(operator.awaitStatus(id, "failed", SOON).getString("error")).contains("timed out");
  }

  @Test
  void aHandlerThatIgnoresBeingStoppedIsSettledWithoutIt() {
    String id =
        submit(
            "{\"type\":\"diagnostic\",\"timeout\":\"300ms\",\"maxAttempts\":1,"
                + "\"input\":{\"sleepMs\":9000,\"ignoreCancel\":true}}");
    assertThat(operator.awaitStatus(id, "failed", Duration.ofSeconds(8)).getString("error"))
        .contains("timed out");
  }

  @Test
  void aRunningTaskStopsWhenItIsCancelled() {
    String id = operator.submitDiagnostic("{\"sleepMs\":60000}");
    operator.awaitStatus(id, "processing", SOON);
    assertThat(operator.post("/api/tasks/" + id + "/cancel", "{}").status()).isEqualTo(202);
    operator.awaitStatus(id, "cancelled", Duration.ofSeconds(5));
    assertThat(operator.post("/api/tasks/" + id + "/cancel", "{}").status()).isEqualTo(409);
  }

  @Test
  void aScheduledTaskWaitsForItsTimeAndCanBeCancelledAtOnce() {
    String id = submit("{\"type\":\"diagnostic\",\"delay\":\"1h\"}");
    JsonObject waiting = operator.get("/api/tasks/" + id).object();
    assertThat(waiting.getJsonObject("waits").getString("reason")).isEqualTo("scheduled_for");
    assertThat(Instant.parse(waiting.getJsonObject("waits").getString("until")))
        .isAfter(Instant.parse(waiting.getString("createdAt")).plusSeconds(3_500));
    assertThat(operator.post("/api/tasks/" + id + "/cancel", "{}").object().getString("status"))
        .isEqualTo("cancelled");
    assertThat(operator.delete("/api/tasks/" + id).status()).isEqualTo(204);
    assertThat(operator.get("/api/tasks/" + id).status()).isEqualTo(404);
  }

  @Test
  void aShortDelayIsKept() {
    String id = submit("{\"type\":\"diagnostic\",\"delay\":\"900ms\"}");
    JsonObject task = operator.awaitStatus(id, "completed", SOON);
    assertThat(
            Duration.between(
                Instant.parse(task.getString("createdAt")),
                Instant.parse(task.getString("startedAt"))))
        .isBetween(Duration.ofMillis(700), Duration.ofMillis(2_500));
  }

  @Test
  void aTaskThatAsksGoesOnWithTheAnswer() {
    String id = operator.submitDiagnostic("{\"askInput\":\"Really?\"}");
    JsonObject asking = operator.awaitStatus(id, "input_required", SOON);
    assertThat(asking.getJsonObject("question").getString("text")).isEqualTo("Really?");
    assertThat(operator.post("/api/tasks/" + id + "/input", "{\"input\":\"yes\"}").status())
        .isEqualTo(202);
    JsonObject done = operator.awaitStatus(id, "completed", SOON);
    assertThat(done.getJsonObject("output").getString("input")).isEqualTo("yes");
    assertThat(operator.post("/api/tasks/" + id + "/input", "{\"input\":1}").status())
        .isEqualTo(409);
  }

  @Test
  void aLargeOutputIsKeptWhole() {
    String id = operator.submitDiagnostic("{\"outputBytes\":200000}");
    JsonObject task = operator.awaitStatus(id, "completed", SOON);
    assertThat(task.getJsonObject("output").getString("padding")).hasSize(200_000);
  }

  @Test
  void urgentTasksOvertakeWaitingOnes() {
    Api ida = user("acme", "ida");
    List<CompletableFuture<Api.Answer>> posts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      posts.add(
          ida.postLater("/api/tasks", "{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":1500}}"));
    }
    List<String> blockers =
        posts.stream().map(post -> post.join().object().getString("id")).toList();
    String urgent =
        ida.post("/api/tasks", "{\"type\":\"diagnostic\",\"priority\":9}").object().getString("id");
    JsonObject done = ida.awaitStatus(urgent, "completed", SOON);
    List<JsonObject> overtaken =
        blockers.stream()
            .map(id -> ida.awaitStatus(id, "completed", SOON))
            .filter(task -> task.getString("startedAt").compareTo(done.getString("startedAt")) > 0)
            .toList();
    assertThat(overtaken).isNotEmpty();
  }
}
