package org.waybill.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** A worker whose clock is wrong. */
class ClockFaultIT {

  private static final String NAME = "clock of a worker 90 s ahead";
  private static final Duration AHEAD = Duration.ofSeconds(90);

  /** Debian's package faketime, on both kinds of processors. */
  private static final Path LIBRARY =
      Stream.of("x86_64", "aarch64")
          .map(cpu -> Path.of("/usr/lib/" + cpu + "-linux-gnu/faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst()
          .orElse(null);

  private static Cluster cluster;

  @BeforeAll
  static void start() {
    if (LIBRARY == null) {
      Report.skipped(NAME, "libfaketime is not installed here");
      return;
    }
    cluster = Cluster.start(Map.of());
    cluster.joinAhead(
        "ahead",
        AHEAD,
        Map.of(
            "LD_PRELOAD",
            LIBRARY.toString(),
            "FAKETIME",
            "+" + AHEAD.toSeconds() + "s",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX",
            "0"));
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void allThatItRunsIsToldAndEnds() throws Exception {
    assumeTrue(LIBRARY != null, "libfaketime is not installed here");
    try (Scenario scenario = Scenario.begin(cluster, NAME)) {
      scenario.load(5);
      scenario.fault(NAME, () -> TimeUnit.SECONDS.sleep(30));
      scenario.end().holds();
    }
  }

  @Test
  void aDelayIsAsLongAsWasSaid() {
    assumeTrue(LIBRARY != null, "libfaketime is not installed here");
    Api ahead = new Api(cluster.worker("ahead").base(), cluster.api().operatorToken());
    // The database runs on this machine, by its clock.
    Instant asked = Clock.systemUTC().instant();
    String id =
        ahead
            .post("/api/tasks", "{\"type\":\"diagnostic\",\"delay\":\"5s\"}")
            .object()
            .getString("id");
    JsonObject task = cluster.api().api().awaitStatus(id, "completed", Duration.ofSeconds(30));
    Duration waited = Duration.between(asked, Instant.parse(task.getString("startedAt")));
    assertThat(waited).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
  }
}
