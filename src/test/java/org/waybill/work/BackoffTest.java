package org.waybill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void theGapDoublesWithEachFailure() {
    assertThat(Backoff.gap(FIRST, LIMIT, 1, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.gap(FIRST, LIMIT, 2, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.gap(FIRST, LIMIT, 3, 1)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void theGapIsBoundedHoweverManyFailuresThereWere() {
    assertThat(Backoff.gap(FIRST, LIMIT, 5, 1)).isEqualTo(LIMIT);
    assertThat(Backoff.gap(FIRST, LIMIT, 100, 1)).isEqualTo(LIMIT);
  }

  @Test
  void jitterTakesAwayUpToHalf() {
    assertThat(Backoff.gap(FIRST, LIMIT, 1, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.gap(FIRST, LIMIT, 1, 0.5)).isEqualTo(Duration.ofMillis(750));
  }
}
