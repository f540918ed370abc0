package org.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.DiagnosticLines;
import org.waybill.running.EventSource;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** Two processes that take calls and two that run tasks: what holds on one node holds on all. */
@Tag("outage")
class ManyNodesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path LOG = RunningServer.newFolder("nodes-").resolve("diagnostics.log");

  private static RunningServer host;
  private static RunningServer secondApi;
  private static RunningServer oneWorker;
  private static RunningServer otherWorker;

  private static Map<String, String> named(String name) {
    return Map.of(
        "WAYBILL_NODE",
        name,
        "WAYBILL_DIAGNOSTICS",
        "true",
        "WAYBILL_DIAGNOSTICS_LOG",
        LOG.toString());
  }

  @BeforeAll
  static void start() {
    host = RunningServer.start(Map.of("WAYBILL_ROLE", "api", "WAYBILL_NODE", "host"));
    oneWorker = host.joinWorker(named("one"));
    otherWorker = host.joinWorker(named("other"));
    secondApi = host.joinApi(named("second"));
  }

  @AfterAll
  static void end() {
    Stream.of(secondApi, oneWorker, otherWorker, host)
        .filter(server -> server != null)
        .forEach(RunningServer::close);
  }

  /** The two that take calls, in turn. */
  private static Api api(int i) {
    return i % 2 == 0 ? host.api() : new Api(secondApi.base(), host.operatorToken());
  }

  private static String submit(int i, String options) {
    Api.Answer answer = api(i).post("/api/tasks", "{\"type\":\"diagnostic\"," + options + "}");
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return answer.object().getString("id");
  }

  private static void awaitAll(List<String> ids) {
    ids.forEach(id -> host.api().awaitStatus(id, "completed", PATIENCE));
  }

  /** The most attempts of these tasks that ran at the same time, by what the handlers wrote. */
  private static int mostAtOnce(List<String> ids) {
    Set<String> wanted = Set.copyOf(ids);
    int now = 0;
    int most = 0;
    List<DiagnosticLines.Line> lines =
        new DiagnosticLines(LOG)
            .all().stream()
                .filter(line -> wanted.contains(line.taskId()))
                .sorted(
                    Comparator.comparing(DiagnosticLines.Line::at)
                        .thenComparing(DiagnosticLines.Line::isStart))
                .toList();
    for (DiagnosticLines.Line line : lines) {
      now += line.isStart() ? 1 : -1;
      most = Math.max(most, now);
    }
    return most;
  }

  private static List<String> startsInOrder(List<String> ids) {
    Set<String> wanted = Set.copyOf(ids);
    return new DiagnosticLines(LOG)
        .all().stream()
            .filter(line -> line.isStart() && wanted.contains(line.taskId()))
            .sorted(Comparator.comparing(DiagnosticLines.Line::at))
            .map(DiagnosticLines.Line::taskId)
            .toList();
  }

  @Test
  void tasksOfAnOrderKeyRunOneAfterTheOtherWhoeverTookThem() {
    List<String> ids =
        IntStream.range(0, 12)
            .mapToObj(i -> submit(i, "\"orderKey\":\"one-line\",\"input\":{\"sleepMs\":40}"))
            .toList();
    awaitAll(ids);
    assertThat(mostAtOnce(ids)).isEqualTo(1);
    assertThat(startsInOrder(ids)).isEqualTo(ids.stream().sorted().toList());
  }

  @Test
  void whoListensToOneNodeHearsWhatHappensOnAnother() {
    Api second = api(1);
    try (Socket socket = Socket.open(secondApi.base(), host.operatorToken());
        EventSource stream = EventSource.open(second, "/api/tasks/events")) {
      socket.send("{\"action\":\"subscribe\",\"scope\":\"mine\"}");
      socket.awaitEvent("subscribed", PATIENCE);
      awaitHeardElsewhere(socket);
      String id = submit(0, "\"input\":{\"sleepMs\":900,\"steps\":3,\"partials\":3}");
      List<String> kinds =
          socket.eventsOf(id, "completed", PATIENCE).stream()
              .map(event -> event.getString("eventType"))
              .toList();
      assertThat(kinds).startsWith("queued", "started").contains("progress", "partial");
      assertThat(
              stream
                  .until(
                      PATIENCE,
                      message -> message.name().equals("completed") && message.data().contains(id))
                  .stream()
                  .map(EventSource.Message::name))
          .contains("started", "progress", "partial");
    }
  }

  @Test
  void aTaskIsFollowedOnANodeThatNeitherTookNorRunsIt() {
    String id = submit(0, "\"input\":{\"sleepMs\":900,\"steps\":9}");
    try (EventSource stream = EventSource.open(api(1), "/api/tasks/" + id + "/events")) {
      List<EventSource.Message> events = stream.all(PATIENCE);
      assertThat(events.stream().map(e -> Integer.parseInt(e.id())))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events.get(events.size() - 1).name()).isEqualTo("completed");
    }
  }

  /** Nodes learn within moments that somebody listens here. */
  private static void awaitHeardElsewhere(Socket socket) {
    String last = submit(0, "\"input\":{}");
    for (int i = 0; i < 100; i++) {
      if (socket.received().toString().contains("started")) {
        return;
      }
      host.api().awaitStatus(last, "completed", PATIENCE);
      last = submit(0, "\"input\":{}");
    }
    throw new AssertionError("nothing was heard of another node's tasks");
  }

  @Test
  void noMoreOfAConcurrencyKeyRunThanAllowedOnAllNodesTogether() {
    List<String> ids =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    submit(
                        i,
                        "\"concurrencyKey\":\"gpu\",\"concurrencyLimit\":3,"
                            + "\"input\":{\"sleepMs\":120}"))
            .toList();
    awaitAll(ids);
    assertThat(mostAtOnce(ids)).isBetween(2, 3);
  }

  @Test
  void anIdempotencyKeyMakesOneTaskWhicheverNodeIsAsked() {
    List<CompletableFuture<Api.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      HttpRequest request =
          api(i)
              .request("/api/tasks")
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "only-once")
              .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"diagnostic\"}"))
              .build();
      Api caller = api(i);
      answers.add(CompletableFuture.supplyAsync(() -> caller.send(request)));
    }
    Set<String> ids = new HashSet<>();
    answers.stream()
        .map(CompletableFuture::join)
        .map(Api.Answer::object)
        .forEach(task -> ids.add(task.getString("id")));
    assertThat(ids).hasSize(1);
  }

  @Test
  void aPauseHoldsOnEveryNodeAndEndsOnEveryNode() {
    assertThat(host.api().post("/api/queues/diagnostics/pause", "").status()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    try {
      // The other node looks at the pauses each second.
      await("the other node knows of it")
          .atMost(PATIENCE)
          .until(() -> api(1).get("/api/queues/diagnostics").object().getBoolean("paused"));
      for (int i = 0; i < 6; i++) {
        ids.add(submit(i, "\"input\":{}"));
      }
      assertThat(ids).allSatisfy(id -> assertThat(waits(id)).isEqualTo("queue_paused"));
      assertThat(startsInOrder(ids)).isEmpty();
    } finally {
      assertThat(api(1).post("/api/queues/diagnostics/resume", "").status()).isEqualTo(200);
    }
    awaitAll(ids);
  }

  /** Why it waits; empty if it does not. */
  private static String waits(String id) {
    JsonObject waits = host.api().get("/api/tasks/" + id).object().getJsonObject("waits");
    return waits == null ? "" : waits.getString("reason");
  }

  @Test
  void aCancelReachesTheNodeThatRunsTheTask() {
    for (int i = 0; i < 4; i++) {
      String id = submit(i, "\"input\":{\"sleepMs\":60000}");
      host.api().awaitStatus(id, "processing", PATIENCE);
      api(i + 1).post("/api/tasks/" + id + "/cancel", "");
      host.api().awaitStatus(id, "cancelled", Duration.ofSeconds(10));
    }
  }

  @Test
  void aScheduleFiresOnceForEachTimeThoughFourNodesWatchItAndOneIsKilled() {
    Api.Answer made =
        host.api()
            .post(
                "/api/schedules",
                "{\"name\":\"each second\",\"cron\":\"* * * * * *\",\"zone\":\"UTC\","
                    + "\"overlap\":\"queue\",\"task\":{\"type\":\"diagnostic\",\"input\":{}}}");
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    String schedule = made.object().getString("id");
    await("five firings").atMost(PATIENCE).until(() -> fired(schedule).size() >= 5);
    otherWorker.kill();
    int before = fired(schedule).size();
    await("five more")
        .atMost(Duration.ofSeconds(20))
        .until(() -> fired(schedule).size() >= before + 5);
    otherWorker = otherWorker.restart();
    host.api().post("/api/schedules/" + schedule + "/pause", "");
    List<Instant> times = fired(schedule);
    assertThat(times.stream().map(Instant::getEpochSecond)).doesNotHaveDuplicates();
  }

  /** When the schedule's tasks were accepted, oldest first. */
  private static List<Instant> fired(String schedule) {
    return host
        .api()
        .get("/api/tasks?limit=500&scheduleId=" + schedule)
        .object()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(task -> Instant.parse(task.getString("createdAt")))
        .sorted()
        .toList();
  }
}
