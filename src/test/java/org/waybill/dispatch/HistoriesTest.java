package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.waybill.world.Sabotage;
import org.waybill.world.SimulatedDatabase;

/**
 * 10,000 histories: each task ends exactly once, order and limits are kept, nobody starves. Without
 * one of the parts that see to that, it shows.
 */
class HistoriesTest {

  private static final int AT_ONCE = 500;
  private static final int FEW = 300;

  @Test
  void tenThousandHistoriesEndAsTheyShould() {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<CompletableFuture<Void>> halves =
          List.of(
              CompletableFuture.runAsync(() -> happen(1, 10), two),
              CompletableFuture.runAsync(() -> happen(11, 10), two));
      halves.forEach(CompletableFuture::join);
    } finally {
      two.shutdownNow();
    }
  }

  private static void happen(long firstSeed, int worlds) {
    DataSource rows = SimulatedDatabase.next();
    LongStream.range(firstSeed, firstSeed + worlds)
        .forEach(seed -> new Histories(seed, AT_ONCE, rows, rows, true).happen());
  }

  @Test
  void withoutFencingAnOvertakenAttemptSettles() {
    breaks(new Sabotage("t.attempt = e.attempt and t.worker = e.worker", "true"), true);
  }

  @Test
  void withoutTheOrderGateTasksOfAnOrderRunAtOnce() {
    breaks(new Sabotage("where not exists (", "where true or exists ("), true);
  }

  @Test
  void withoutTheConcurrencyGateTooManyOfAKeyRun() {
    breaks(
        new Sabotage(
            "(select count(*) from task h where h.concurrency_key",
            "0 * (select count(*) from task h where h.concurrency_key"),
        true);
  }

  @Test
  void withoutCountingOwnersTooManyOfAUserRun() {
    breaks(
        new Sabotage(
            "select tenant, user_id, count(*) as n from (",
            "select tenant, user_id, 0 as n from ("),
        true);
  }

  @Test
  void withoutIdempotencyATaskIsStoredTwice() {
    breaks(new Sabotage("where k.expires_at <= now()", "where true"), true);
  }

  @Test
  void withoutRescueTasksOfDeadWorkersAreLeft() {
    DataSource rows = SimulatedDatabase.next();
    assertThatThrownBy(() -> new Histories(7, FEW, rows, rows, false).happen())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nobody starves");
  }

  /** Chance decides whether a history comes to where the part is missed: one of ten does. */
  private static void breaks(Sabotage sabotage, boolean rescue) {
    DataSource rows = SimulatedDatabase.next();
    DataSource code = sabotage.of(rows);
    assertThat(LongStream.rangeClosed(7, 16).filter(seed -> shows(seed, rows, code, rescue)))
        .as("seeds of histories that end as they should not")
        .isNotEmpty();
    assertThat(sabotage.hits()).as("statements that were sabotaged").isPositive();
  }

  private static boolean shows(long seed, DataSource rows, DataSource code, boolean rescue) {
    try {
      new Histories(seed, FEW, rows, code, rescue).happen();
      return false;
    } catch (AssertionError shown) {
      return true;
    }
  }
}
