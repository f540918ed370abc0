package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchSizerTest {

  private static final String QUEUE = "pipeline_tasks";

  private final BatchSizer sizer = new BatchSizer();

  private void measure(int times, Duration duration) {
    for (int i = 0; i < times; i++) {
      sizer.measured(QUEUE, duration.toNanos());
    }
  }

  @Test
  void aMessageCarriesOneTaskUntilItsQueueIsKnownToBeQuick() {
    assertThat(sizer.idsPerMessage(QUEUE)).isEqualTo(1);
    measure(1, Duration.ofMillis(1));
    assertThat(sizer.idsPerMessage(QUEUE)).as("one quick task proves nothing").isEqualTo(1);
  }

  @Test
  void quickTasksShareAMessageOfTwentyMillisecondsOfWork() {
    measure(500, Duration.ofMillis(2));
    assertThat(sizer.idsPerMessage(QUEUE)).isBetween(9, 10);
  }

  @Test
  void aMessageNeverCarriesMoreThanForty() {
    measure(500, Duration.ofNanos(1_000));
    assertThat(sizer.idsPerMessage(QUEUE)).isEqualTo(40);
  }

  @Test
  void slownessIsBelievedAtOnceAndOfThisQueueAlone() {
    measure(500, Duration.ofMillis(1));
    sizer.measured("other", Duration.ofHours(1).toNanos());
    assertThat(sizer.idsPerMessage(QUEUE)).isGreaterThan(10);
    measure(1, Duration.ofMillis(20));
    assertThat(sizer.idsPerMessage(QUEUE)).isEqualTo(1);
  }

  @Test
  void oneThatTookAnHourIsNotHeldAgainstItsQueueForLong() {
    measure(1, Duration.ofHours(1));
    measure(40, Duration.ofMillis(1));
    assertThat(sizer.idsPerMessage(QUEUE)).isGreaterThan(5);
  }
}
