package org.waybill.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.waybill.world.ManualTicker;

/** How a service starts again, on the test's thread and by a clock that nobody waits for. */
class ServiceTest {

  private final ManualTicker ticker = new ManualTicker();
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();

  /** Fails so often after it has run for so long, and ends then. */
  private Service failing(int times, Duration after) {
    return new Service(
        ticker,
        "shaky",
        () -> {
          if (runs.incrementAndGet() <= times) {
            ticker.advance(after);
            throw new IllegalStateException("run " + runs.get());
          }
        },
        restarts::incrementAndGet);
  }

  private static List<Duration> millis(long... millis) {
    return Arrays.stream(millis).mapToObj(Duration::ofMillis).toList();
  }

  @Test
  void thePauseBeforeARestartDoublesFromATenthToTenSeconds() {
    failing(9, Duration.ZERO).supervise();
    assertThat(ticker.waits())
        .isEqualTo(millis(100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000));
    assertThat(runs).hasValue(10);
    assertThat(restarts).hasValue(9);
  }

  @Test
  void aServiceThatRanForOverAMinuteStartsAgainSoon() {
    failing(3, Duration.ofSeconds(61)).supervise();
    assertThat(ticker.waits()).isEqualTo(millis(100, 100, 100));
  }

  @Test
  void aServiceThatFailsAfterAMinuteHasNotProvedItself() {
    failing(3, Duration.ofMinutes(1)).supervise();
    assertThat(ticker.waits()).isEqualTo(millis(100, 200, 400));
  }

  @Test
  void aServiceThatEndsByItselfIsNotStartedAgain() {
    failing(0, Duration.ZERO).supervise();
    assertThat(runs).hasValue(1);
    assertThat(ticker.waits()).isEmpty();
  }

  @Test
  void aStoppedServiceIsNotStartedAgain() {
    Service[] self = new Service[1];
    self[0] =
        new Service(
            ticker,
            "stopped",
            () -> {
              runs.incrementAndGet();
              self[0].stop();
              throw new IllegalStateException("in the middle of its work");
            },
            restarts::incrementAndGet);
    self[0].supervise();
    assertThat(runs).hasValue(1);
    assertThat(restarts).hasValue(0);
  }

  /** What its trouble is before its only round, and after each of these times within it. */
  private List<String> troubles(Duration gap, Duration... within) {
    List<String> troubles = new ArrayList<>();
    Service[] self = new Service[1];
    self[0] =
        Service.ofRounds(
            ticker,
            "rounds",
            gap,
            () -> {
              for (Duration each : within) {
                ticker.advance(each);
                troubles.add(self[0].trouble());
              }
              self[0].stop();
            },
            restarts::incrementAndGet);
    troubles.add(self[0].trouble());
    self[0].supervise();
    assertThat(ticker.waits()).containsExactly(gap);
    return troubles;
  }

  @Test
  void aRoundThatDoesNotComeBackForAMinuteIsATrouble() {
    assertThat(troubles(Duration.ofSeconds(1), Duration.ofSeconds(59), Duration.ofSeconds(1)))
        .containsExactly(null, null, "no progress for 61 s");
  }

  @Test
  void roundsThatAreFarApartMayTakeTenTimesTheirGap() {
    assertThat(troubles(Duration.ofMinutes(1), Duration.ofMinutes(9), Duration.ofSeconds(1)))
        .containsExactly(null, null, "no progress for 601 s");
  }

  @Test
  void aServiceThatWaitsForItsThreadDoesNotHangYet() {
    Service waiting =
        Service.ofRounds(ticker, "new", Duration.ofSeconds(1), () -> {}, restarts::incrementAndGet);
    ticker.advance(Duration.ofSeconds(5));
    assertThat(waiting.trouble()).isNull();
  }
}
