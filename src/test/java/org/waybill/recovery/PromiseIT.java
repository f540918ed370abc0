package org.waybill.recovery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.waybill.running.Api;
import org.waybill.running.DiagnosticLines;
import org.waybill.running.RunningServer;

/**
 * The promise: what was accepted ends, once, whatever dies. One process takes calls, two run tasks.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("outage")
class PromiseIT {

  private static final int TASKS = 10_000;

  /**
   * After so long without a heartbeat a worker is given up: the default of WAYBILL_WORKER_LEASE.
   */
  private static final Duration SILENT = Duration.ofSeconds(6);

  private static final Path LOG = RunningServer.newFolder("promise-").resolve("diagnostics.log");
  private static final Map<String, String> LOGGED =
      Map.of("WAYBILL_DIAGNOSTICS_LOG", LOG.toString(), "WAYBILL_DIAGNOSTICS", "true");

  private static RunningServer api;
  private static RunningServer first;
  private static RunningServer second;

  private static Map<String, String> node(String name) {
    return Map.of(
        "WAYBILL_NODE",
        name,
        "WAYBILL_DIAGNOSTICS",
        "true",
        "WAYBILL_DIAGNOSTICS_LOG",
        LOG.toString(),
        "WAYBILL_TASK_CRASH_LIMIT",
        "3");
  }

  @BeforeAll
  static void start() {
    Map<String, String> settings = new java.util.HashMap<>(LOGGED);
    settings.put("WAYBILL_ROLE", "api");
    api = RunningServer.start(settings);
    CompletableFuture<RunningServer> one =
        CompletableFuture.supplyAsync(() -> api.joinWorker(node("first")));
    second = api.joinWorker(node("second"));
    first = one.join();
  }

  /** What the test before has killed. */
  @BeforeEach
  void startAgain() {
    first = first.launcher().process().isAlive() ? first : first.restart();
    second = second.launcher().process().isAlive() ? second : second.restart();
  }

  @AfterAll
  static void end() {
    for (RunningServer server : new RunningServer[] {first, second, api}) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  @Order(1)
  void tasksOfAKilledWorkerStartOnTheOtherLongBeforeASilentOneIsGivenUp() throws Exception {
    DiagnosticLines lines = DiagnosticLines.fromNowOn(LOG);
    Api caller = api.api();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(caller.submitDiagnostic("{\"sleepMs\":8000}"));
    }
    await("20 starts").atMost(Duration.ofSeconds(20)).until(() -> starts(lines, ids).size() == 20);
    // Whichever runs some of them is killed; the other has room for all.
    String node = starts(lines, ids).get(0).node();
    Set<String> ofKilled =
        starts(lines, ids).stream()
            .filter(line -> line.node().equals(node))
            .map(DiagnosticLines.Line::taskId)
            .collect(toSet());

    Instant killed = java.time.Clock.systemUTC().instant();
    (node.equals("first") ? first : second).killServer();

    await("all of them on the other")
        .atMost(Duration.ofSeconds(20))
        .until(() -> startedAgain(lines, ofKilled).size() == ofKilled.size());
    Instant last =
        startedAgain(lines, ofKilled).stream()
            .map(DiagnosticLines.Line::at)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    assertThat(Duration.between(killed, last)).isLessThan(SILENT);
    for (String id : ids) {
      caller.awaitStatus(id, "completed", Duration.ofSeconds(30));
    }
  }

  @Test
  @Order(2)
  void tenThousandTasksEndExactlyOnceThoughAWorkerDies() throws Exception {
    List<String> ids = submit(TASKS);
    await("a third has ended")
        .atMost(Duration.ofMinutes(2))
        .until(() -> count("status = 'completed'") > TASKS / 3);
    first.kill();
    await("all have ended")
        .atMost(Duration.ofMinutes(3))
        .until(() -> count("status not in ('completed', 'failed', 'cancelled')") == 0);

    assertThat(ids).doesNotHaveDuplicates().hasSize(TASKS);
    assertThat(count("status = 'completed' and tags like '%promise%'")).isEqualTo(TASKS);
    assertThat(
            number(
                """
                select count(*) from (
                  select task_id from task_event where kind in ('completed', 'failed', 'cancelled')
                  group by task_id having count(*) > 1) twice
                """))
        .as("tasks that ended twice")
        .isZero();
    assertThat(
            number(
                """
                select count(*) from (
                  select task_id from task_event group by task_id having max(seq) <> count(*) + 1) gaps
                """))
        .as("histories with a gap")
        .isZero();
    Map<String, List<DiagnosticLines.Line>> ends =
        new DiagnosticLines(LOG)
            .all().stream()
                .filter(line -> !line.isStart())
                .collect(groupingBy(DiagnosticLines.Line::taskId));
    assertThat(ends.keySet()).as("handlers that came to their end").containsAll(ids);
  }

  @Test
  @Order(3)
  void tasksOfAFrozenWorkerRunElsewhereAndItsLateResultDoesNotCount() throws Exception {
    DiagnosticLines lines = DiagnosticLines.fromNowOn(LOG);
    Api caller = api.api();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(caller.submitDiagnostic("{\"sleepMs\":15000}"));
    }
    await("20 starts").atMost(Duration.ofSeconds(20)).until(() -> starts(lines, ids).size() == 20);
    // Whichever runs some of them is frozen; the other has room for all.
    String node = starts(lines, ids).get(0).node();
    long process = (node.equals("first") ? first : second).launcher().server().pid();
    signal("STOP", process);
    try {
      Set<String> ofFrozen = underWay(lines, ids, node);
      assertThat(ofFrozen).as("tasks that it runs").isNotEmpty();
      await("started elsewhere")
          .atMost(Duration.ofSeconds(40))
          .until(() -> startedAgain(lines, ofFrozen).size() == ofFrozen.size());
    } finally {
      signal("CONT", process);
    }
    for (String id : ids) {
      caller.awaitStatus(id, "completed", Duration.ofSeconds(30));
    }
    assertThat(
            number(
                """
                select count(*) from (
                  select task_id from task_event where kind = 'completed'
                  group by task_id having count(*) > 1) twice
                """))
        .isZero();
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  private static List<String> submit(int count) throws InterruptedException {
    Api caller = api.api();
    Semaphore places = new Semaphore(32);
    List<CompletableFuture<Api.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.acquire();
      String body =
          "{\"type\":\"diagnostic\",\"tags\":[\"promise\"],\"input\":{\"echo\":%d,\"sleepMs\":5}}"
              .formatted(i);
      answers.add(
          caller.postLater("/api/tasks", body).whenComplete((answer, error) -> places.release()));
    }
    return answers.stream().map(CompletableFuture::join).map(PromiseIT::id).toList();
  }

  private static String id(Api.Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(202);
    return answer.object().getString("id");
  }

  private static List<DiagnosticLines.Line> starts(DiagnosticLines lines, List<String> ids) {
    Set<String> wanted = Set.copyOf(ids);
    return lines.all().stream()
        .filter(line -> line.isStart() && wanted.contains(line.taskId()))
        .toList();
  }

  private static Set<String> underWay(DiagnosticLines lines, List<String> ids, String node) {
    Set<String> ended =
        lines.all().stream()
            .filter(line -> !line.isStart())
            .map(DiagnosticLines.Line::taskId)
            .collect(toSet());
    return starts(lines, ids).stream()
        .filter(line -> line.node().equals(node) && !ended.contains(line.taskId()))
        .map(DiagnosticLines.Line::taskId)
        .collect(toSet());
  }

  private static List<DiagnosticLines.Line> startedAgain(DiagnosticLines lines, Set<String> ids) {
    return lines.all().stream()
        .filter(line -> line.isStart() && line.attempt() > 1 && ids.contains(line.taskId()))
        .toList();
  }

  private static long count(String where) throws SQLException {
    return number("select count(*) from task where " + where);
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                api.databaseUrl(), api.databaseUser(), api.databasePassword());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
