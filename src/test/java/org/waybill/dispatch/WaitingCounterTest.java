package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.OwnerCounts.Verdict;
import org.waybill.owner.Owner;
import org.waybill.world.ManualTicker;

/** When the rows are counted, and when a count is still believed. */
class WaitingCounterTest {

  private static final int MOST = 100;
  private static final BacklogShares SHARES = new BacklogShares(MOST, 25, 50, false, false);
  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");

  private final ManualTicker ticker = new ManualTicker();
  private final Map<Owner, Integer> rows = new HashMap<>();
  private int counts;
  private final WaitingCounter counter =
      new WaitingCounter(
          ticker,
          () -> {
            counts++;
            return rows.values().stream().mapToInt(n -> n).sum();
          },
          () -> {
            counts++;
            return rows;
          });

  private Verdict submit(Owner owner) {
    counter.prepare(1, SHARES, each -> SHARES);
    return counter.admit(owner, SHARES, each -> SHARES);
  }

  @Test
  void farFromFullACountIsBelievedForASecond() {
    submit(ANN);
    assertThat(counts).isEqualTo(1);
    ticker.advance(Duration.ofMillis(999));
    submit(ANN);
    assertThat(counts).isEqualTo(1);
    ticker.advance(Duration.ofMillis(1));
    submit(ANN);
    assertThat(counts).isEqualTo(2);
  }

  @Test
  void aboveThreeQuartersItIsBelievedForATenthOfASecond() {
    rows.put(ANN, 75);
    rows.put(BOB, 1);
    submit(BOB);
    int before = counts;
    ticker.advance(Duration.ofMillis(99));
    submit(BOB);
    assertThat(counts).isEqualTo(before);
    ticker.advance(Duration.ofMillis(1));
    submit(BOB);
    assertThat(counts).isEqualTo(before + 1);
  }

  @Test
  void whatWasAdmittedCountsBeforeItIsStored() {
    for (int i = 0; i < MOST; i++) {
      assertThat(submit(ANN)).isEqualTo(Verdict.ADMITTED);
    }
    assertThat(submit(ANN)).isEqualTo(Verdict.QUEUE_FULL);
    ticker.advance(Duration.ofMinutes(1));
    assertThat(submit(ANN)).as("not rows yet, but on their way").isEqualTo(Verdict.QUEUE_FULL);
  }

  @Test
  void whoeverIsRefusedIsCountedAgainAfterATenthOfASecond() {
    rows.put(ANN, 25);
    rows.put(BOB, 1);
    assertThat(submit(ANN)).isEqualTo(Verdict.USER_FULL);
    rows.put(ANN, 0);
    ticker.advance(Duration.ofMillis(99));
    assertThat(submit(ANN)).isEqualTo(Verdict.USER_FULL);
    ticker.advance(Duration.ofMillis(1));
    assertThat(submit(ANN)).isEqualTo(Verdict.ADMITTED);
  }

  @Test
  void whatWasGivenBackLeavesNoTrace() {
    rows.put(BOB, 1);
    rows.put(ANN, 24);
    assertThat(submit(ANN)).isEqualTo(Verdict.ADMITTED);
    assertThat(submit(ANN)).isEqualTo(Verdict.USER_FULL);
    counter.giveBack(ANN, SHARES);
    assertThat(submit(ANN)).isEqualTo(Verdict.ADMITTED);
  }

  @Test
  void aTenantIsFullWithHalfOfTheQueue() {
    for (int i = 0; i < 2; i++) {
      rows.put(new Owner("acme", "user" + i), 25);
    }
    rows.put(new Owner("other", "carl"), 1);
    assertThat(submit(ANN)).isEqualTo(Verdict.TENANT_FULL);
  }
}
