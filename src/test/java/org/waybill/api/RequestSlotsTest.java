package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestSlotsTest {

  private final RequestSlots slots = new RequestSlots(10);

  private int taken(String caller, int wanted) {
    int taken = 0;
    for (int i = 0; i < wanted; i++) {
      taken += slots.take(caller) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void aCallerAloneMayHoldAllButTheReserve() {
    assertThat(taken("a", 20)).isEqualTo(10);
  }

  @Test
  void whoHoldsFewIsLetInWhenManyAreHeld() {
    taken("a", 10);
    assertThat(taken("b", 20)).isEqualTo(5);
    assertThat(taken("a", 1)).isZero();
  }

  @Test
  void severalWhoHoldManyTogetherKeepNobodyOut() {
    for (int i = 0; i < 5; i++) {
      taken("many-" + i, 2);
    }
    assertThat(taken("many-0", 1)).isZero();
    assertThat(taken("b", 1)).isOne();
  }

  @Test
  void whatIsGivenBackCanBeTaken() {
    taken("a", 10);
    slots.free("a");
    assertThat(taken("a", 2)).isOne();
  }
}
