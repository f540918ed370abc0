package org.waybill.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final RetryPolicy DOUBLING = new RetryPolicy(4, FIRST, 2, LIMIT, 0.5);

  @Test
  void theGapDoublesWithEachFailure() {
    assertThat(DOUBLING.gap(1, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(DOUBLING.gap(2, 1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(DOUBLING.gap(3, 1)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void theGapIsBoundedHoweverManyFailuresThereWere() {
    assertThat(DOUBLING.gap(5, 1)).isEqualTo(LIMIT);
    assertThat(DOUBLING.gap(100, 1)).isEqualTo(LIMIT);
  }

  @Test
  void jitterTakesAwayUpToHalf() {
    assertThat(DOUBLING.gap(1, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(DOUBLING.gap(1, 0.5)).isEqualTo(Duration.ofMillis(750));
  }
}
