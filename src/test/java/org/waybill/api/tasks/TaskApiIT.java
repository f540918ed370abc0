package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** The core API over HTTP and WebSocket, as callers use it. */
class TaskApiIT {

  private static final Duration SOON = Duration.ofSeconds(20);

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

  @Test
  void anAcceptedTaskHasAReceiptAndRunsToItsEnd() {
    Api.Answer receipt =
        operator.post(
            "/api/tasks",
            """
            {"type":"diagnostic","priority":7,"tags":["a"],"metadata":{"k":1},
             "correlationId":"c-1","workspaceId":"w","input":{"echo":"hello"}}
            """);
    assertThat(receipt.status()).isEqualTo(202);
    String id = receipt.object().getString("id");
    assertThat(receipt.headers().firstValue("Location").orElseThrow()).endsWith("/api/tasks/" + id);
    assertThat(receipt.object().getString("status")).isEqualTo("queued");
    assertThat(receipt.object().getJsonObject("waits").getString("reason")).isEqualTo("ready");

    JsonObject task = operator.awaitStatus(id, "completed", SOON);
    assertThat(task.getJsonObject("output").getString("echo")).isEqualTo("hello");
    assertThat(task.getInt("progress")).isEqualTo(100);
    assertThat(task.getInt("priority")).isEqualTo(7);
    assertThat(task.getString("correlationId")).isEqualTo("c-1");
    assertThat(task.getJsonArray("attempts")).hasSize(1);
    assertThat(kinds(id)).containsExactly("queued", "started", "completed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | type",
        "{\"type\":\"unheard-of\"} | type",
        "{\"type\":7} | type",
        "{\"type\":\"diagnostic\",\"priority\":10} | priority",
        "{\"type\":\"diagnostic\",\"priority\":1.5} | priority",
        "{\"type\":\"diagnostic\",\"delay\":\"soon\"} | delay",
        "{\"type\":\"diagnostic\",\"notBefore\":\"tomorrow\"} | notBefore",
        "{\"type\":\"diagnostic\",\"timeout\":\"1ms\"} | timeout",
        "{\"type\":\"diagnostic\",\"maxAttempts\":0} | maxAttempts",
        "{\"type\":\"diagnostic\",\"tags\":\"one\"} | tags",
        "{\"type\":\"diagnostic\",\"metadata\":[]} | metadata",
        "{\"type\":\"diagnostic\",\"callbackUrl\":\"ftp://x/y\"} | callbackUrl",
        "[] | body",
        "{\"type\": | body",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String body, String field) {
    Api.Answer answer = operator.post("/api/tasks", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.object().getString("field")).isEqualTo(field);
    assertThat(answer.object().getString("detail")).contains(field);
  }

  @Test
  void aCharacterThatTheDatabaseCannotStoreHarmsNoOtherTask() {
    Api.Answer bad =
        operator.post("/api/tasks", "{\"type\":\"diagnostic\",\"correlationId\":\"\\u0000\"}");
    assertThat(bad.status()).isEqualTo(400);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsParsed() {
    String body = "{\"type\":\"diagnostic\",\"input\":\"" + "x".repeat(1_100_000) + "\"}";
    Api.Answer answer = operator.post("/api/tasks", body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.object().getString("detail")).contains("1048576");
  }

  @Test
  void withoutAValidTokenNobodyGetsIn() {
    Api stranger = new Api(server.base(), "wb_not-a-token");
    for (String path : List.of("/api/tasks", "/api/chats", "/api/tokens", "/api/nothing-here")) {
      Api.Answer answer = stranger.get(path);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }
    assertThat(stranger.post("/api/tasks", "{\"type\":\"diagnostic\"}").status()).isEqualTo(401);
  }

  @Test
  void anothersTaskIsAsAbsentAsOneThatDoesNotExist() {
    Api ann = user("acme", "ann");
    Api bob = user("acme", "bob");
    Api other = user("globex", "ann");
    String id = ann.submitDiagnostic("{}");
    ann.awaitStatus(id, "completed", SOON);
    for (Api stranger : List.of(bob, other, operator)) {
      assertThat(stranger.get("/api/tasks/" + id).status()).isEqualTo(404);
      assertThat(stranger.get("/api/tasks/" + id + "/events").status()).isEqualTo(404);
      assertThat(stranger.post("/api/tasks/" + id + "/cancel", "{}").status()).isEqualTo(404);
      assertThat(stranger.delete("/api/tasks/" + id).status()).isEqualTo(404);
      assertThat(stranger.get("/api/tasks?limit=500").body().toString()).doesNotContain(id);
    }
    assertThat(bob.get("/api/tasks/user/ann").status()).isEqualTo(404);
    assertThat(ann.get("/api/tasks/user/ann?status=completed").body().toString()).contains(id);
    assertThat(ann.post("/api/tokens", "{\"userId\":\"x\"}").status()).isEqualTo(403);
  }

  @Test
  void aRevokedTokenIsWorthNothing() {
    JsonObject made = token("acme", "carl");
    Api carl = new Api(server.base(), made.getString("token"));
    assertThat(carl.get("/api/tasks").status()).isEqualTo(200);
    // The administrator is of another tenant, so it is not theirs to revoke.
    assertThat(operator.delete("/api/tokens/" + made.getString("id")).status()).isEqualTo(404);
    JsonObject own = token("default", "dora");
    Api dora = new Api(server.base(), own.getString("token"));
    assertThat(dora.get("/api/tasks").status()).isEqualTo(200);
    assertThat(operator.delete("/api/tokens/" + own.getString("id")).status()).isEqualTo(204);
    assertThat(dora.get("/api/tasks").status()).isEqualTo(401);
  }

  @Test
  void pagesAreStableWhileNewTasksArrive() {
    Api eve = user("acme", "eve");
    List<String> ids = IntStream.range(0, 25).mapToObj(i -> eve.submitDiagnostic("{}")).toList();
    Set<String> seen = new HashSet<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonObject page = eve.get("/api/tasks?limit=10&cursor=" + cursor).object();
      page.getJsonArray("items").forEach(item -> seen.add(item.asJsonObject().getString("id")));
      cursor = page.isNull("nextCursor") ? null : page.getString("nextCursor");
      eve.submitDiagnostic("{}");
      pages++;
    } while (cursor != null);
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aListCanBeFiltered() {
    Api finn = user("acme", "finn");
    String red =
        finn.post(
                "/api/tasks",
                "{\"type\":\"diagnostic\",\"tags\":[\"red\"],\"correlationId\":\"x\","
                    + "\"input\":{\"echo\":\"Needle 50%\"}}")
            .object()
            .getString("id");
    finn.submitDiagnostic("{\"echo\":\"hay\"}");
    finn.awaitStatus(red, "completed", SOON);
    for (String filter :
        List.of("tag=red", "correlationId=x", "q=needle%2050%25", "tag=red&status=completed")) {
      assertThat(ids(finn.get("/api/tasks?" + filter))).as(filter).containsExactly(red);
    }
    assertThat(ids(finn.get("/api/tasks?tag=blue"))).isEmpty();
    assertThat(ids(finn.get("/api/tasks?q=needle%205_%25"))).isEmpty();
    assertThat(finn.get("/api/tasks?status=lost").object().getString("field")).isEqualTo("status");
    assertThat(finn.get("/api/tasks?limit=501").object().getString("field")).isEqualTo("limit");
    assertThat(finn.get("/api/tasks?cursor=x").object().getString("field")).isEqualTo("cursor");
  }

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
    assertThat(asking.getString("question")).isEqualTo("Really?");
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
  void aSocketTellsATasksWholeHistoryWithoutGapOrRepeat() {
    try (Socket socket = Socket.open(server.base(), server.operatorToken())) {
      String id = operator.submitDiagnostic("{\"sleepMs\":600,\"steps\":6,\"partials\":3}");
      socket.send("{\"action\":\"subscribe\",\"taskId\":\"" + id + "\"}");
      List<JsonObject> events = socket.eventsOf(id, "completed", SOON);
      assertThat(events.stream().map(e -> e.getInt("seq")))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events.stream().map(e -> e.getString("eventType")))
          .contains("queued", "started", "progress", "partial", "completed");

      socket.send("{\"action\":\"subscribe\",\"taskId\":\"" + id + "\",\"after\":2}");
      List<JsonObject> rest = socket.eventsOf(id, "completed", SOON);
      assertThat(rest.get(0).getInt("seq")).isEqualTo(3);
    }
  }

  @Test
  void aSocketTellsItsUsersTasksAndNobodyElses() {
    Api gina = user("acme", "gina");
    Api hugo = user("acme", "hugo");
    try (Socket socket = Socket.open(server.base(), gina.token())) {
      socket.send("{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      socket.awaitEvent("subscribed", SOON);
      String others = hugo.submitDiagnostic("{}");
      hugo.awaitStatus(others, "completed", SOON);
      String own = gina.submitDiagnostic("{}");
      List<JsonObject> events = socket.eventsOf(own, "completed", SOON);
      assertThat(events.stream().map(e -> e.getInt("seq"))).containsExactly(1, 2, 3);
      socket.send("{\"action\":\"subscribe\",\"taskId\":\"" + others + "\"}");
      assertThat(socket.awaitEvent("error", SOON).getString("field")).isEqualTo("taskId");
      socket.send("{\"action\":\"subscribe\",\"queue\":\"diagnostics\"}");
      assertThat(socket.awaitEvent("error", SOON).getString("field")).isEqualTo("queue");
      assertThat(socket.received().toString())
          .doesNotContain("\"taskId\":\"" + others + "\",\"seq");
    }
  }

  @Test
  void aSocketWithoutATokenIsNotOpened() {
    assertThat(Socket.statusOf(server.base(), "wrong")).isEqualTo(401);
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

  private static String submit(String body) {
    Api.Answer answer = operator.post("/api/tasks", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    return answer.object().getString("id");
  }

  private static List<String> kinds(String id) {
    return operator.get("/api/tasks/" + id + "/events").object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("eventType"))
        .toList();
  }

  private static List<String> ids(Api.Answer page) {
    return page.object().getJsonArray("items").stream()
        .map(item -> item.asJsonObject().getString("id"))
        .toList();
  }

  private static Api user(String tenant, String userId) {
    return new Api(server.base(), token(tenant, userId).getString("token"));
  }

  private static JsonObject token(String tenant, String userId) {
    Api.Answer made =
        operator.post(
            "/api/tokens",
            "{\"tenant\":\"%s\",\"userId\":\"%s\",\"role\":\"user\"}".formatted(tenant, userId));
    assertThat(made.status()).isEqualTo(201);
    return made.object();
  }
}
