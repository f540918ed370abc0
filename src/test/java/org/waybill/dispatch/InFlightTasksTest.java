package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.task.DispatchQueries.FairShareKey;

class InFlightTasksTest {

  private static final FairShareKey ANN = new FairShareKey("acme", "ann");
  private static final FairShareKey BOB = new FairShareKey("acme", "bob");

  private final InFlightTasks outstanding = new InFlightTasks();

  private void take(FairShareKey line, int places) {
    for (int i = 0; i < places; i++) {
      outstanding.add(line);
    }
  }

  @Test
  void thereIsNoPlaceBeyondTheMost() {
    assertThat(outstanding.take(ANN, 2)).isTrue();
    assertThat(outstanding.take(BOB, 2)).isTrue();
    assertThat(outstanding.take(BOB, 2)).isFalse();
    outstanding.free(ANN);
    assertThat(outstanding.take(BOB, 2)).isTrue();
  }

  @Test
  void whoHasFewGoesAheadOfWhoHasMany() {
    take(ANN, 20);
    assertThat(outstanding.mayGoAhead(BOB, 0)).isTrue();
    assertThat(outstanding.mayGoAhead(ANN, 0)).isFalse();
  }

  @Test
  void whoHasAQuarterHasNotFew() {
    take(ANN, 15);
    take(BOB, 5);
    assertThat(outstanding.mayGoAhead(BOB, 0)).isFalse();
  }

  /** Where many have one each, no message is worth being sent apart. */
  @Test
  void whereNobodyHasManyNobodyGoesAhead() {
    for (int i = 0; i < 100; i++) {
      assertThat(outstanding.add(new FairShareKey("acme", "user" + i))).isFalse();
    }
  }

  @Test
  void whereNobodyElseIsNobodyGoesAhead() {
    assertThat(outstanding.add(ANN)).isFalse();
    assertThat(outstanding.add(ANN)).isFalse();
  }

  /** Else those who came first would never have their turn. */
  @Test
  void notForeverDoOthersGoAhead() {
    take(ANN, 1_000);
    int ahead = 0;
    while (outstanding.add(new FairShareKey("acme", "user" + ahead))) {
      ahead++;
    }
    assertThat(ahead).isBetween(1, 100);
    take(ANN, 3);
    assertThat(outstanding.mayGoAhead(BOB, 0)).isTrue();
  }

  @Test
  void theRowsAreBelieved() {
    take(ANN, 100);
    outstanding.recount(Map.of(BOB, 7));
    assertThat(outstanding.all()).isEqualTo(7);
    assertThat(outstanding.pace()).isEqualTo(93);
  }

  @Test
  void whatIsClaimedElsewhereIsNeverLessThanNothing() {
    outstanding.free(ANN);
    assertThat(outstanding.all()).isZero();
    outstanding.add(ANN);
    assertThat(outstanding.all()).isEqualTo(1);
  }

  @Test
  void itKnowsHowManyAreClaimedLately() {
    take(ANN, 50);
    for (int i = 0; i < 40; i++) {
      outstanding.free(ANN);
    }
    assertThat(outstanding.pace()).isBetween(1, 40);
  }
}
