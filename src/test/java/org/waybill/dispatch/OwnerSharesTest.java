package org.waybill.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;

class OwnerSharesTest {

  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");

  @Test
  void whileSeveralSubmitOneGetsSevenEighths() {
    OwnerShares shares = both();

    assertThat(shares.mayHold(ANN, 5, 8, 0, 0)).isTrue();
    assertThat(shares.mayHold(ANN, 6, 8, 0, 0)).isFalse();
  }

  @Test
  void ofFewPlacesNoneIsKept() {
    OwnerShares shares = both();

    for (int places = 1; places < 8; places++) {
      assertThat(shares.mayHold(ANN, 100, places, 0, 0)).as("%d places", places).isTrue();
    }
  }

  /** Each of them holds one place. */
  private static OwnerShares both() {
    OwnerShares shares = new OwnerShares();
    shares.add(ANN, 0);
    shares.add(BOB, 0);
    return shares;
  }
}
