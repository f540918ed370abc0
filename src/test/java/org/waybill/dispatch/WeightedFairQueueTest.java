package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.WeightedFairQueue.Admission.Answer;
import org.waybill.owner.Owner;

class WeightedFairQueueTest {

  private static final Instant EARLY = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant LATE = EARLY.plusSeconds(1);
  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");
  private static final Owner CARL = new Owner("other", "carl");

  private final Map<String, Double> weights = new HashMap<>();
  private final WeightedFairQueue queue = new WeightedFairQueue(ByName::new);

  /** The weights that a test has put; 1 for others. */
  private final class ByName implements WeightedFairQueue.Weights {
    @Override
    public double ofTenantWeight(String tenant) {
      return weights.getOrDefault(tenant, 1.0);
    }

    @Override
    public double ofUserWeight(Owner owner) {
      return weights.getOrDefault(owner.userId(), 1.0);
    }
  }

  private List<Owner> next(int most) {
    return queue.next(most, owner -> Answer.YES);
  }

  private static int count(List<Owner> turns, Owner owner) {
    return Collections.frequency(turns, owner);
  }

  @Test
  void tenantsTakeTurnsHoweverManyUsersEachHas() {
    queue.enqueue(ANN, EARLY);
    queue.enqueue(BOB, EARLY);
    queue.enqueue(CARL, EARLY);
    List<Owner> turns = next(40);
    assertThat(count(turns, CARL)).isEqualTo(20);
    assertThat(count(turns, ANN)).isEqualTo(10);
    assertThat(count(turns, BOB)).isEqualTo(10);
  }

  @Test
  void aTenantThatComesLaterJoinsAtThePresentTurnAndMakesUpForNothing() {
    queue.enqueue(ANN, EARLY);
    next(100);
    queue.enqueue(CARL, LATE);
    assertThat(count(next(20), CARL)).isBetween(10, 11);
  }

  @Test
  void aUserWhoComesLaterJoinsAtThePresentTurnAndMakesUpForNothing() {
    queue.enqueue(ANN, EARLY);
    next(100);
    queue.enqueue(BOB, LATE);
    assertThat(count(next(20), BOB)).isBetween(10, 11);
  }

  @Test
  void whoLeavesAndComesBackHasSavedNoTurnsUp() {
    queue.enqueue(ANN, EARLY);
    queue.enqueue(CARL, EARLY);
    next(20);
    queue.leave(CARL, 0);
    next(100);
    queue.enqueue(CARL, EARLY);
    assertThat(count(next(20), CARL)).isBetween(10, 11);
  }

  @Test
  void aHeavierTenantTakesMoreTurns() {
    weights.put("other", 3.0);
    queue.enqueue(ANN, EARLY);
    queue.enqueue(CARL, EARLY);
    assertThat(count(next(40), CARL)).isEqualTo(30);
  }

  @Test
  void aHeavierUserTakesMoreTurnsOfTheTenant() {
    weights.put("bob", 4.0);
    queue.enqueue(ANN, EARLY);
    queue.enqueue(BOB, EARLY);
    assertThat(count(next(50), BOB)).isEqualTo(40);
  }

  @Test
  void turnsThatATenantCouldNotUseAreGivenBack() {
    queue.enqueue(ANN, EARLY);
    queue.enqueue(BOB, EARLY);
    queue.enqueue(CARL, EARLY);
    assertThat(count(next(40), CARL)).isEqualTo(20);
    queue.leave(ANN, 10);
    assertThat(queue.size()).isEqualTo(2);
    List<Owner> turns = next(10);
    assertThat(turns).as("ten turns behind the other tenant").containsOnly(BOB);
    assertThat(count(next(20), CARL)).isEqualTo(10);
  }

  @Test
  void turnsAreGivenBackByTheWeightAtWhichTheyWereCounted() {
    weights.put("acme", 2.0);
    queue.enqueue(ANN, EARLY);
    queue.enqueue(BOB, EARLY);
    queue.enqueue(CARL, EARLY);
    assertThat(count(next(30), CARL)).isEqualTo(10);
    queue.leave(ANN, 10);
    assertThat(next(10)).containsOnly(BOB);
    assertThat(count(next(30), CARL)).isEqualTo(10);
  }

  @Test
  void ofThoseWithTheSameTurnsTheOneWhoseFirstTaskRanksFirstIsNext() {
    queue.enqueue(ANN, LATE);
    queue.enqueue(CARL, EARLY);
    assertThat(next(2)).containsExactly(CARL, ANN);
    queue.first(CARL, LATE.plusSeconds(1));
    queue.enqueue(BOB, LATE.plusSeconds(2));
    assertThat(queue.size()).isEqualTo(3);
  }

  @Test
  void whomALimitKeepsIsPassedOverAndNotForgotten() {
    queue.enqueue(ANN, EARLY);
    queue.enqueue(BOB, EARLY);
    queue.enqueue(CARL, EARLY);
    assertThat(queue.next(4, owner -> owner.equals(ANN) ? Answer.NOT_THIS_USER : Answer.YES))
        .doesNotContain(ANN)
        .contains(BOB, CARL);
    assertThat(
            queue.next(
                4, owner -> owner.tenant().equals("acme") ? Answer.NOT_THIS_TENANT : Answer.YES))
        .containsOnly(CARL);
    assertThat(queue.next(4, owner -> Answer.NOBODY)).isEmpty();
    assertThat(next(10)).contains(ANN, BOB, CARL);
  }

  @Test
  void whoLeavesLastLeavesNothingBehind() {
    queue.enqueue(ANN, EARLY);
    queue.leave(ANN, 0);
    queue.leave(ANN, 0);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(next(1)).isEmpty();
  }
}
