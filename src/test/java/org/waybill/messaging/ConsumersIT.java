package org.waybill.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.BrokerConsole;
import org.waybill.running.DiagnosticLines;
import org.waybill.running.RunningServer;

/** Whatever happens to a consumer while work waits, the node runs as many at once as before. */
@Tag("outage")
class ConsumersIT {

  private static final int CONCURRENCY = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path LOG = RunningServer.newFolder("consumers-").resolve("diagnostics.log");

  private static RunningServer host;
  private static RunningServer worker;

  @BeforeAll
  static void start() {
    host = RunningServer.start(Map.of("WAYBILL_ROLE", "api"));
    worker =
        host.joinWorker(
            Map.of("WAYBILL_DIAGNOSTICS", "true", "WAYBILL_DIAGNOSTICS_LOG", LOG.toString()));
  }

  @AfterAll
  static void end() {
    if (worker != null) {
      worker.close();
    }
    if (host != null) {
      host.close();
    }
  }

  @Test
  void aLostConnectionUnderABacklogCostsNoConsumer() {
    Set<String> inHand = occupyAll();
    BrokerConsole.of(host).closeConnectionsOf("waybill");
    awaitEnd(inHand);
    thisManyRunAtOnceAgain();
  }

  @Test
  void aFreezeWithWorkInHandCostsNoConsumer() throws Exception {
    Set<String> inHand = occupyAll();
    freezeFor(14);
    awaitEnd(inHand);
    thisManyRunAtOnceAgain();
  }

  @Test
  void readinessTellsOfConsumersThatTheBrokerForgotAndTheyComeBack() {
    for (String destination : List.of("diagnostics", "waybill.events", "waybill.control")) {
      awaitReadiness(200);
      BrokerConsole console = BrokerConsole.of(host);
      int before = console.consumersOf(destination).size();
      assertThat(console.removeConsumersOf(destination)).as(destination).isEqualTo(before);
      Api.Answer down = awaitReadiness(503);
      assertThat(down.body().toString())
          .containsPattern("\"consumers\":\"" + destination + " \\d+ of ");
      awaitReadiness(200);
      assertThat(console.consumersOf(destination)).as(destination).hasSize(before);
    }
    thisManyRunAtOnceAgain();
  }

  private static Api.Answer awaitReadiness(int status) {
    Api api = new Api(worker.base(), host.operatorToken());
    return await("readiness answers " + status)
        .atMost(Duration.ofSeconds(status == 503 ? 10 : 30))
        .until(() -> api.get("/health/ready"), answer -> answer.status() == status);
  }

  private static Set<String> submit(int count, int sleepMs) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(host.api().submitDiagnostic("{\"sleepMs\":" + sleepMs + "}"));
    }
    return new HashSet<>(ids);
  }

  /** All consumers have a task in hand, and as many wait. */
  private static Set<String> occupyAll() {
    Set<String> ids = submit(2 * CONCURRENCY, 6_000);
    await("all have one in hand").atMost(PATIENCE).until(() -> running(ids) == CONCURRENCY);
    return ids;
  }

  private static void awaitEnd(Set<String> ids) {
    Api api = host.api();
    ids.forEach(id -> api.awaitStatus(id, "completed", PATIENCE));
  }

  private static void thisManyRunAtOnceAgain() {
    Set<String> later = submit(2 * CONCURRENCY, 8_000);
    await("running at once").atMost(PATIENCE).until(() -> running(later) == CONCURRENCY);
  }

  /** How many have begun and not ended, by what the handlers wrote. */
  private static int running(Set<String> ids) {
    int now = 0;
    for (DiagnosticLines.Line line : new DiagnosticLines(LOG).all()) {
      if (ids.contains(line.taskId())) {
        now += line.isStart() ? 1 : -1;
      }
    }
    return now;
  }

  private static void freezeFor(int seconds) throws IOException, InterruptedException {
    String pid = Long.toString(worker.launcher().server().pid());
    assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor()).isZero();
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } finally {
      assertThat(new ProcessBuilder("kill", "-CONT", pid).start().waitFor()).isZero();
    }
  }
}
