package org.waybill.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.waybill.sql.DatabaseException;

class CachedValueTest {

  private long now;
  private int readings;

  private <T> CachedValue<T> cached(Executor threads, Callable<T> reading) {
    return new CachedValue<>("counting", threads, () -> now, Duration.ZERO, reading);
  }

  @Test
  void whoeverAsksWithinASecondIsAnsweredByOneReading() {
    CachedValue<Integer> reading = cached(Runnable::run, () -> ++readings);
    for (int i = 0; i < 1_000; i++) {
      assertThat(reading.get()).isEqualTo(1);
      now += 999_999;
    }
    now = Duration.ofSeconds(1).toNanos();
    assertThat(reading.get()).isEqualTo(2);
    reading.invalidate();
    assertThat(reading.get()).isEqualTo(3);
  }

  @Test
  void aFailureSaysWhyAndIsNotAskedForAgainAtOnce() {
    CachedValue<Integer> reading =
        cached(
            Runnable::run,
            () -> {
              readings++;
              throw DatabaseException.of(new SQLException("connection refused", "08001"));
            });
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(reading::get)
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasNoCause()
          .hasMessage("counting: the database failed: connection refused");
    }
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void aDatabaseThatHangsIsAskedOnceAndBlocksNobody() {
    Deque<Runnable> hanging = new ArrayDeque<>();
    CachedValue<Integer> reading = cached(hanging::add, () -> ++readings);
    for (int i = 0; i < 3; i++) {
      now += Duration.ofMinutes(1).toNanos();
      assertThatThrownBy(reading::get)
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessage("counting: the database has not answered within 0 ms");
    }
    assertThat(hanging).hasSize(1);
    hanging.remove().run();
    assertThatThrownBy(reading::get).isInstanceOf(IllegalStateException.class);
    hanging.remove().run();
    assertThat(reading.get()).isEqualTo(2);
  }

  @Test
  void anApplicationThatStopsSaysSo() {
    CachedValue<Integer> reading =
        cached(
            work -> {
              throw new RejectedExecutionException();
            },
            () -> ++readings);
    assertThatThrownBy(reading::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("the application stops");
  }
}
