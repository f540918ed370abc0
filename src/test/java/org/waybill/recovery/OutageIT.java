package org.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.DiagnosticLines;
import org.waybill.running.LoopbackBroker;
import org.waybill.running.RunningServer;

/** Broker away, database away, everything killed: nothing is lost, and nobody has to help. */
@Tag("outage")
class OutageIT {

  private static final Path LOG = RunningServer.newFolder("outage-").resolve("diagnostics.log");
  private static LoopbackBroker broker;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    broker = LoopbackBroker.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("WAYBILL_BROKER_URL", broker.url());
    settings.put("WAYBILL_BROKER_USER", broker.user());
    settings.put("WAYBILL_BROKER_PASSWORD", broker.password());
    settings.put("WAYBILL_DIAGNOSTICS", "true");
    settings.put("WAYBILL_DIAGNOSTICS_LOG", LOG.toString());
    server = RunningServer.start(settings);
  }

  @AfterAll
  static void end() throws Exception {
    if (server != null) {
      server.close();
    }
    broker.stop();
  }

  @Test
  void whileTheBrokerIsAwayTasksAreAcceptedQuicklyAndRunWhenItReturns() throws Exception {
    Api api = server.api();
    api.awaitStatus(api.submitDiagnostic("{}"), "completed", Duration.ofSeconds(20));
    broker.stop();
    List<String> ids = new ArrayList<>();
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long start = System.nanoTime();
      ids.add(api.submitDiagnostic("{\"echo\":" + i + "}"));
      times.add(Duration.ofNanos(System.nanoTime() - start));
    }
    times.sort(Duration::compareTo);
    assertThat(times.get(98)).as("99th of 100 accepts").isLessThan(Duration.ofSeconds(1));
    awaitReadiness(api, 503);
    broker.startAgain();
    for (String id : ids) {
      api.awaitStatus(id, "completed", Duration.ofSeconds(60));
    }
    assertThat(api.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void anIdleServerTellsThatItsBrokerIsAway() throws Exception {
    Api api = server.api();
    awaitReadiness(api, 200);
    broker.stop();
    awaitReadiness(api, 503);
    broker.startAgain();
    awaitReadiness(api, 200);
    api.awaitStatus(api.submitDiagnostic("{}"), "completed", Duration.ofSeconds(20));
  }

  private static void awaitReadiness(Api api, int status) {
    await("readiness answers " + status)
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get("/health/ready").status() == status);
  }

  @Test
  void aBrokerThatRestartsDoesNotMakeRunningTasksRunTwice() throws Exception {
    Api api = server.api();
    String id = api.submitDiagnostic("{\"sleepMs\":6000}");
    api.awaitStatus(id, "processing", Duration.ofSeconds(20));
    broker.stop();
    broker.startAgain();
    api.awaitStatus(id, "completed", Duration.ofSeconds(30));
    assertThat(startsOf(id)).isEqualTo(1);
  }

  @Test
  void whileTheDatabaseIsAwayCallersAreToldToComeBackAndThenServed() throws Exception {
    Api api = server.api();
    String running = api.submitDiagnostic("{\"sleepMs\":3000}");
    api.awaitStatus(running, "processing", Duration.ofSeconds(20));
    server.postmaster().destroyForcibly();
    Api.Answer refused =
        await("503")
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(10))
            .until(
                () -> api.post("/api/tasks", "{\"type\":\"diagnostic\"}"),
                answer -> answer.status() != 202);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    Api.Answer accepted =
        await("202 again")
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> api.post("/api/tasks", "{\"type\":\"diagnostic\"}"),
                answer -> answer.status() == 202);
    api.awaitStatus(accepted.object().getString("id"), "completed", Duration.ofSeconds(30));
    api.awaitStatus(running, "completed", Duration.ofSeconds(30));
  }

  @Test
  void afterEverythingWasKilledAllRunningTasksEndOnce() {
    Api api = server.api();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      ids.add(api.submitDiagnostic("{\"sleepMs\":2000}"));
    }
    await("some run")
        .atMost(Duration.ofSeconds(20))
        .until(() -> ids.stream().anyMatch(id -> startsOf(id) > 0));
    server.kill();
    server = server.restart();
    Api again = server.api();
    for (String id : ids) {
      again.awaitStatus(id, "completed", Duration.ofSeconds(60));
    }
    Map<String, Long> ends =
        new DiagnosticLines(LOG)
            .all().stream()
                .filter(line -> !line.isStart() && ids.contains(line.taskId()))
                .collect(
                    Collectors.groupingBy(DiagnosticLines.Line::taskId, Collectors.counting()));
    assertThat(ends.keySet()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(ends.values()).as("ends of each handler").allMatch(count -> count == 1);
  }

  private static long startsOf(String id) {
    return new DiagnosticLines(LOG)
        .all().stream().filter(line -> line.isStart() && line.taskId().equals(id)).count();
  }
}
