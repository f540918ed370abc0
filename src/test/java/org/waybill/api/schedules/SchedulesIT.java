package org.waybill.api.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.Firings;
import org.waybill.running.RunningServer;

/** Schedules over HTTP, on one server and on two. */
class SchedulesIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TASK = "{\"type\":\"diagnostic\",\"input\":{\"echo\":\"hello\"}}";

  private static RunningServer server;
  private static Api operator;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Map.of());
    operator = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static JsonObject make(Api api, String body) {
    Api.Answer answer = api.post("/api/schedules", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    String id = answer.object().getString("id");
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .endsWith("/api/schedules/" + id);
    return answer.object();
  }

  private static String eachSecond(String more) {
    return "{\"cron\":\"* * * * * *\",\"task\":" + TASK + more + "}";
  }

  private static Api.Answer put(String id, String body) {
    return operator.put("/api/schedules/" + id, body);
  }

  /** The times that a schedule has handed over a task for, oldest first. */
  private static List<Instant> fired(String id) {
    return new Firings(operator, id).times();
  }

  private static List<Instant> awaitFired(String id, int count) {
    return new Firings(operator, id).await(count, SOON);
  }

  @Test
  void anEverySecondScheduleHandsOverATaskEachSecondUntilItIsPaused() {
    String id = make(operator, eachSecond(",\"name\":\"tick\"")).getString("id");
    List<Instant> times = awaitFired(id, 3);
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i)).isEqualTo(times.get(i - 1).plusSeconds(1));
    }
    JsonObject paused = operator.post("/api/schedules/" + id + "/pause", "{}").object();
    assertThat(paused.getBoolean("paused")).isTrue();
    assertThat(paused).doesNotContainKey("nextAt");
    String last = paused.getString("lastTaskId");
    JsonObject task = operator.awaitStatus(last, "completed", SOON);
    assertThat(task.getString("scheduleId")).isEqualTo(id);
    int before = fired(id).size();

    // By hand it runs all the same, and only then.
    Api.Answer run = operator.post("/api/schedules/" + id + "/run-now", "{}");
    assertThat(run.status()).isEqualTo(202);
    String byHand = run.object().getString("id");
    operator.awaitStatus(byHand, "completed", SOON);
    JsonObject after = operator.get("/api/schedules/" + id).object();
    assertThat(after.getString("lastTaskId")).isEqualTo(byHand);
    assertThat(operator.get("/api/tasks?scheduleId=" + id).object().getJsonArray("items"))
        .hasSize(before + 1);

    assertThat(operator.post("/api/schedules/" + id + "/resume", "{}").object())
        .containsKey("nextAt");
    assertThat(operator.delete("/api/schedules/" + id).status()).isEqualTo(204);
    assertThat(operator.get("/api/schedules/" + id).status()).isEqualTo(404);
  }

  @Test
  void theNextTenTimesAreShownInTheScheduleSZone() {
    JsonObject made =
        make(
            operator,
            "{\"cron\":\"30 2 * * *\",\"zone\":\"Europe/Berlin\",\"catchUp\":\"2h\",\"task\":"
                + TASK
                + "}");
    assertThat(made.getJsonArray("nextTimes")).hasSize(10);
    assertThat(made.getJsonArray("nextTimes").getString(0)).isEqualTo(made.getString("nextAt"));
    assertThat(made.getString("name")).isEqualTo("diagnostic");
    assertThat(made.getString("overlap")).isEqualTo("skip");
    assertThat(made.getString("catchUp")).isEqualTo("2h");

    // What is shown may be given again.
    Api.Answer again = put(made.getString("id"), made.toString());
    assertThat(again.object()).isEqualTo(made);
    Api.Answer other =
        put(
            made.getString("id"),
            "{\"interval\":\"90s\",\"overlap\":\"queue\",\"task\":" + TASK + "}");
    assertThat(other.object().getString("interval")).isEqualTo("90s");
    assertThat(other.object()).doesNotContainKey("cron");
    assertThat(operator.get("/api/schedules").body().toString()).contains(made.getString("id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task\":{\"type\":\"diagnostic\"}} | cron",
        "{\"cron\":\"* * * * *\",\"interval\":\"1m\",\"task\":{\"type\":\"diagnostic\"}} | cron",
        "{\"cron\":\"* 25 * * *\",\"task\":{\"type\":\"diagnostic\"}} | cron",
        "{\"interval\":\"10ms\",\"task\":{\"type\":\"diagnostic\"}} | interval",
        "{\"cron\":\"* * * * *\",\"zone\":\"Mars/Base\",\"task\":{\"type\":\"diagnostic\"}} | zone",
        "{\"cron\":\"* * * * *\",\"overlap\":\"maybe\",\"task\":{\"type\":\"diagnostic\"}} | overlap",
        "{\"cron\":\"* * * * *\",\"catchUp\":\"90d\",\"task\":{\"type\":\"diagnostic\"}} | catchUp",
        "{\"cron\":\"* * * * *\",\"paused\":1,\"task\":{\"type\":\"diagnostic\"}} | paused",
        "{\"cron\":\"* * * * *\"} | task",
        "{\"cron\":\"* * * * *\",\"task\":{}} | task.type",
        "{\"cron\":\"* * * * *\",\"task\":{\"type\":\"diagnostic\",\"priority\":10}} | task.priority",
        "{\"cron\":\"* * * * *\",\"task\":{\"type\":\"diagnostic\",\"startBy\":\"2030-01-01T00:00:00Z\"}}"
            + " | task.startBy",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String body, String field) {
    Api.Answer answer = operator.post("/api/schedules", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.object().getString("field")).isEqualTo(field);
    assertThat(answer.object().getString("detail")).startsWith(field).contains("allowed:");
  }

  @Test
  void aWrongHourIsCalledTheHour() {
    Api.Answer answer =
        operator.post("/api/schedules", "{\"cron\":\"* 25 * * *\",\"task\":" + TASK + "}");
    assertThat(answer.object().getString("detail")).contains("hour").contains("0 to 23");
  }

  @Test
  void anothersScheduleIsAsAbsentAsOneThatDoesNotExist() {
    Api ann = user("acme", "ann");
    String id = make(ann, "{\"interval\":\"1h\",\"task\":" + TASK + "}").getString("id");
    assertThat(ann.get("/api/schedules/" + id).status()).isEqualTo(200);
    for (Api stranger : List.of(user("acme", "bob"), user("globex", "ann"), operator)) {
      String path = "/api/schedules/" + id;
      assertThat(stranger.get(path).status()).isEqualTo(404);
      assertThat(stranger.delete(path).status()).isEqualTo(404);
      for (String verb : List.of("pause", "resume", "run-now")) {
        assertThat(stranger.post(path + "/" + verb, "{}").status()).isEqualTo(404);
      }
      assertThat(stranger.get("/api/schedules").body().toString()).doesNotContain(id);
    }
  }

  private static Api user(String tenant, String userId) {
    return operator.caller(tenant, userId, "user");
  }

  @Test
  void onTwoNodesEachSecondFiresOnceAndAKilledOneIsNotMissed() {
    String id;
    try (RunningServer other = server.joinApi(Map.of())) {
      id = make(other.api(), eachSecond(",\"overlap\":\"queue\"")).getString("id");
      awaitFired(id, 4);
      other.kill();
    }
    int atDeath = fired(id).size();
    List<Instant> times = awaitFired(id, atDeath + 4);
    assertThat(times).doesNotHaveDuplicates();
    assertThat(Duration.between(times.get(0), times.get(times.size() - 1)).toSeconds())
        .isEqualTo(times.size() - 1);
    operator.delete("/api/schedules/" + id);
    assertThat(operator.get("/metrics").body().toString())
        .contains("waybill_schedule_firings_total");
  }
}
