package org.waybill.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.waybill.time.Ticker;

/** A value that the database cannot take is its sender's fault alone. */
class ArrayParameterTest {

  @Test
  void aTimeBeyondAllBoundsIsADataErrorAndNoFaultOfTheProgram() {
    assertThatThrownBy(() -> ArrayParameter.times(List.of(Instant.MAX), each -> each))
        .isInstanceOfSatisfying(
            DatabaseException.class, failure -> assertThat(failure.isDataError()).isTrue());
  }

  @Test
  void itCostsItsNeighboursNothing() {
    List<Runnable> later = new ArrayList<>();
    RequestBatcher<Instant, Instant> merger =
        new RequestBatcher<>(
            new Ticker(),
            1,
            10,
            later::add,
            times -> {
              ArrayParameter.times(times, each -> each);
              return times;
            });
    CompletableFuture<Instant> before = merger.submit(Instant.EPOCH);
    CompletableFuture<Instant> poisoned = merger.submit(Instant.MAX);
    CompletableFuture<Instant> after = merger.submit(Instant.EPOCH);

    later.forEach(Runnable::run);

    assertThat(before).isCompleted();
    assertThat(poisoned).isCompletedExceptionally();
    assertThat(after).isCompleted();
  }

  @Test
  void whatIsTooLongForAnIndexIsADataErrorAndALostConnectionIsNot() {
    assertThat(DatabaseException.of(new SQLException("too long", "54000")).isDataError()).isTrue();
    assertThat(DatabaseException.of(new SQLException("gone", "08006")).isDataError()).isFalse();
    assertThat(DatabaseException.of(new SQLException("no connection")).isDataError()).isFalse();
  }
}
