package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.time.Ticker;
import org.waybill.world.Beans;
import org.waybill.world.ManualTicker;

class RejectedCallersTest {

  private static final int FREE = 20;

  private final ManualTicker ticker = new ManualTicker();
  private final RejectedCallers refused =
      new Beans(Map.of()).with(Ticker.class, ticker).get(RejectedCallers.class);

  private static Caller caller(String user) {
    return new Caller("acme", user, CallerRole.USER);
  }

  private void refuse(String user, int times) {
    for (int i = 0; i < times; i++) {
      refused.refused(caller(user));
    }
  }

  @Test
  void aFewRefusalsCostNothing() {
    refuse("ann", FREE);
    assertThat(refused.waitOf(caller("ann"))).isZero();
  }

  @Test
  void whoIsRefusedAgainAndAgainWaitsTheLongerTheMoreOften() {
    refuse("ann", 2 * FREE);
    Duration wait = refused.waitOf(caller("ann"));
    assertThat(wait).isPositive();
    refuse("ann", FREE);
    assertThat(refused.waitOf(caller("ann"))).isGreaterThan(wait);
  }

  @Test
  void othersDoNotWait() {
    refuse("ann", 5 * FREE);
    assertThat(refused.waitOf(caller("bob"))).isZero();
  }

  @Test
  void whereNobodyHasToWaitNobodyIsLookedFor() {
    assertThat(refused.areAny()).isFalse();
    refuse("ann", 1);
    assertThat(refused.areAny()).isFalse();
    refuse("ann", 2 * FREE);
    assertThat(refused.areAny()).isTrue();
  }

  @Test
  void theWaitIsATenthOfASecondForEachRefusalBeyondTheFreeOnesAndRunsDown() {
    refuse("ann", FREE + 7);
    assertThat(refused.waitOf(caller("ann"))).isEqualTo(Duration.ofMillis(700));
    ticker.advance(Duration.ofMillis(600));
    assertThat(refused.waitOf(caller("ann"))).isEqualTo(Duration.ofMillis(100));
    assertThat(refused.areAny()).isTrue();
    ticker.advance(Duration.ofMillis(100));
    assertThat(refused.waitOf(caller("ann"))).isZero();
    assertThat(refused.areAny()).isFalse();
  }

  @Test
  void nobodyWaitsForMoreThanFiveSeconds() {
    refuse("ann", 10_000);
    assertThat(refused.waitOf(caller("ann"))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void tenRefusalsASecondCostNothingHoweverLongTheyGoOn() {
    for (int i = 0; i < 10 * FREE; i++) {
      refuse("ann", 1);
      ticker.advance(Duration.ofMillis(100));
    }
    assertThat(refused.waitOf(caller("ann"))).isZero();
  }
}
