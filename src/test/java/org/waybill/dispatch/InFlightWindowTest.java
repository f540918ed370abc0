package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;
import org.waybill.type.Queues;
import org.waybill.world.Beans;
import org.waybill.world.ManualTicker;

class InFlightWindowTest {

  private static final String QUEUE = "pipeline_tasks";
  private static final int AT_ONCE = 8;
  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");

  private final ManualTicker ticker = new ManualTicker();
  private final BatchSizer batchSizer = new BatchSizer();
  private final InFlightWindow window =
      new Beans(Map.of())
          .with(Ticker.class, ticker)
          .with(BatchSizer.class, batchSizer)
          .with(
              Queues.class,
              new Queues() {
                @Override
                public int concurrencyPerNode(String queue) {
                  return AT_ONCE;
                }
              })
          .get(InFlightWindow.class);

  @BeforeEach
  void theBrokerAnswers() {
    window.open();
  }

  private void take(Owner owner, int places) {
    for (int i = 0; i < places; i++) {
      window.taken(QUEUE, owner);
    }
  }

  private void free(Owner owner, int places) {
    for (int i = 0; i < places; i++) {
      window.claimed(QUEUE, owner);
    }
  }

  /** Tasks take milliseconds from now on. */
  private void tasksAreQuick() {
    for (int i = 0; i < 500; i++) {
      batchSizer.measured(QUEUE, 500_000);
    }
  }

  @Test
  void itIsTwiceAsLargeAsTheNumberThatRunsAtOnce() {
    for (int i = 0; i < 2 * AT_ONCE; i++) {
      assertThat(window.take(QUEUE, ANN)).isTrue();
    }
    assertThat(window.take(QUEUE, ANN)).isFalse();
    assertThat(window.room(QUEUE)).isZero();
    window.claimed(QUEUE, ANN);
    assertThat(window.room(QUEUE)).isEqualTo(1);
  }

  @Test
  void itIsShutUntilTheBrokerHasAnsweredAndWhileItIsAway() {
    window.shut(BrokerState.AWAY);
    assertThat(window.take(QUEUE, ANN)).isFalse();
    assertThat(window.room(QUEUE)).isZero();
    assertThat(window.roomForFew(QUEUE)).isZero();
    window.open();
    assertThat(window.take(QUEUE, ANN)).isTrue();
  }

  @Test
  void aFullWindowKeepsAnEighthForThoseWhoHaveFew() {
    take(ANN, 2 * AT_ONCE);
    assertThat(window.roomForFew(QUEUE)).isEqualTo(2 * AT_ONCE / 8);
    assertThat(window.mayGoAhead(QUEUE, BOB, 1)).isTrue();
    assertThat(window.mayGoAhead(QUEUE, ANN, 1)).isFalse();
  }

  @Test
  void aReleaseIsWorthItsStatementWhileAQuarterIsFree() {
    take(ANN, 12);
    assertThat(window.isWorthwhile(QUEUE)).isTrue();
    take(ANN, 1);
    assertThat(window.isWorthwhile(QUEUE)).isFalse();
  }

  @Test
  void whereTasksAreQuickItGrowsWithWhatIsClaimedAndShrinksWithTime() {
    tasksAreQuick();
    take(ANN, 100);
    free(ANN, 100);
    assertThat(window.room(QUEUE)).isEqualTo(200);
    ticker.advance(Duration.ofMillis(50));
    assertThat(window.room(QUEUE)).as("the slot before still counts").isEqualTo(200);
    ticker.advance(Duration.ofMillis(50));
    assertThat(window.room(QUEUE)).isEqualTo(2 * AT_ONCE);
  }

  @Test
  void whereTasksAreSlowItDoesNotGrowHoweverManyAreClaimed() {
    take(ANN, 100);
    free(ANN, 100);
    assertThat(window.room(QUEUE)).isEqualTo(2 * AT_ONCE);
  }
}
