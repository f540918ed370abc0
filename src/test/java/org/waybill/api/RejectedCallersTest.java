package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;

class RejectedCallersTest {

  private static final int FREE = 20;

  private final RejectedCallers refused = new RejectedCallers();

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
}
