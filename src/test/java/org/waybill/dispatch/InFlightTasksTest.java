package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.world.ManualTicker;

class InFlightTasksTest {

  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");

  private static final Duration SLOT = Duration.ofMillis(50);

  private final ManualTicker ticker = new ManualTicker();
  private final InFlightTasks outstanding = new InFlightTasks(ticker);

  private void take(Owner owner, int places) {
    for (int i = 0; i < places; i++) {
      outstanding.add(owner);
    }
  }

  @Test
  void thereIsNoPlaceBeyondTheMost() {
    assertThat(outstanding.take(ANN, 2, 64)).isTrue();
    assertThat(outstanding.take(BOB, 2, 64)).isTrue();
    assertThat(outstanding.take(BOB, 2, 64)).isFalse();
    outstanding.claimed(ANN);
    assertThat(outstanding.take(BOB, 2, 64)).isTrue();
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
      assertThat(outstanding.add(new Owner("acme", "user" + i))).isFalse();
    }
  }

  /** How many newcomers go ahead, one each, until one has to wait. */
  private int goAhead() {
    int ahead = 0;
    while (ahead < 1_000 && outstanding.add(new Owner("acme", "user" + ahead))) {
      ahead++;
    }
    return ahead;
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
    assertThat(goAhead()).isBetween(1, 100);
    take(ANN, 3);
    assertThat(outstanding.mayGoAhead(BOB, 0)).isTrue();
  }

  @Test
  void theRowsAreBelieved() {
    take(ANN, 100);
    outstanding.recount(Map.of(BOB, 7), Map.of());
    assertThat(outstanding.all()).isEqualTo(7);
    assertThat(outstanding.pace()).isEqualTo(93);
  }

  @Test
  void whatIsClaimedElsewhereIsNeverLessThanNothing() {
    outstanding.claimed(ANN);
    assertThat(outstanding.all()).isZero();
    outstanding.add(ANN);
    assertThat(outstanding.all()).isEqualTo(1);
  }

  @Test
  void itKnowsHowManyAreClaimedInTheBusierOfTheLastTwoSlots() {
    take(ANN, 100);
    free(40);
    assertThat(outstanding.pace()).isEqualTo(40);
    ticker.advance(SLOT);
    free(30);
    assertThat(outstanding.pace()).as("40 just before").isEqualTo(40);
    ticker.advance(SLOT);
    assertThat(outstanding.pace()).as("30 just before").isEqualTo(30);
    ticker.advance(SLOT);
    assertThat(outstanding.pace()).isZero();
  }

  @Test
  void whatWasClaimedBeforeALongPauseIsForgotten() {
    take(ANN, 50);
    free(40);
    ticker.advance(Duration.ofSeconds(10));
    assertThat(outstanding.pace()).isZero();
    free(5);
    assertThat(outstanding.pace()).isEqualTo(5);
  }

  private void free(int places) {
    for (int i = 0; i < places; i++) {
      outstanding.claimed(ANN);
    }
  }

  /** Each that goes in its turn gives back what one that went ahead has used up. */
  @Test
  void theCreditToGoAheadIsSixtyFourAndComesBackOneByOne() {
    take(ANN, 1_000);
    assertThat(goAhead()).isEqualTo(64);
    assertThat(outstanding.mayGoAhead(BOB, 0)).as("the last one went in its turn").isTrue();
    assertThat(outstanding.mayGoAhead(BOB, 1)).isFalse();
    take(ANN, 1);
    assertThat(outstanding.mayGoAhead(BOB, 1)).isTrue();
  }

  private static final int PLACES = 16;

  /** Two of sixteen places remain for others, however many tasks wait. */
  @Test
  void whileOthersComeOneOwnerGetsNoMoreThanSevenEighthsOfThePlaces() {
    outstanding.add(BOB);
    take(ANN, 13);
    assertThat(outstanding.take(ANN, 100, PLACES)).isTrue();
    assertThat(outstanding.take(ANN, 100, PLACES)).isFalse();
    assertThat(outstanding.take(BOB, 100, PLACES)).isTrue();
    outstanding.claimed(ANN);
    ticker.advance(Duration.ofSeconds(1));
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).as("it runs").isFalse();
    outstanding.ended(ANN);
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).isTrue();
    assertThat(outstanding.mayHold(ANN, 1, PLACES)).isFalse();
  }

  @Test
  void anOwnerAloneGetsEveryPlace() {
    take(ANN, PLACES);
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).isTrue();
    outstanding.add(BOB);
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).isFalse();
    ticker.advance(Duration.ofSeconds(6));
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).as("the other has not come again").isTrue();
  }

  /** Tasks that take milliseconds hold no place for long: they are sent ahead as before. */
  @Test
  void whereTasksAreQuickMoreMayBeOnTheirWay() {
    outstanding.add(BOB);
    take(ANN, 100);
    free(40);
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).isFalse();
    for (int i = 0; i < 40; i++) {
      outstanding.ended(ANN);
    }
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).as("60 of 14 + 2 × 40").isTrue();
  }

  @Test
  void whatRunsOnOtherNodesCounts() {
    outstanding.add(BOB);
    outstanding.add(ANN);
    outstanding.recount(Map.of(ANN, 1), Map.of(ANN, 13));
    ticker.advance(Duration.ofSeconds(1));
    assertThat(outstanding.mayHold(ANN, 0, PLACES)).isFalse();
  }
}
