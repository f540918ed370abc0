package org.waybill.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.tool.ToolFailure;

class WaitingTimeTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private static WaitingTime after(long seconds) {
    return new WaitingTime(
        Clock.fixed(BEGIN.plusSeconds(seconds), ZoneOffset.UTC),
        Duration.ofSeconds(20),
        Duration.ofSeconds(1_000));
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "20, 20", "40, 40", "80, 80", "160, 160", "320, 300", "900, 100"})
  void pausesGrowWithTheWorkUntilTheTimeIsOver(long passed, long pause) throws Exception {
    assertThat(after(passed).pause(BEGIN, "travel")).isEqualTo(Duration.ofSeconds(pause));
  }

  @Test
  void afterItsTimeACallHasFailed() {
    assertThatThrownBy(() -> after(1_000).pause(BEGIN, "travel"))
        .isInstanceOf(ToolFailure.class)
        .hasMessage("Remote agent travel took longer than 1000 s");
  }

  @Test
  void aWorkerIsHeldForAShortTime() {
    assertThat(after(5).held(BEGIN)).isEqualTo(Duration.ofSeconds(15));
    assertThat(after(25).held(BEGIN)).isNegative();
  }
}
