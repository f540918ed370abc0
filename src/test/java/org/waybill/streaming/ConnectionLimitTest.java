package org.waybill.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.waybill.config.Settings;
import org.waybill.config.StreamSettings;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;

/** How many connections of one kind are let in. */
class ConnectionLimitTest {

  private static final Caller ANN = new Caller("acme", "ann", CallerRole.USER);
  private static final Caller BOB = new Caller("acme", "bob", CallerRole.USER);

  private final Settings settings =
      new Settings(Map.of("waybill.streams.per-user", "2", "waybill.streams.per-node", "3")::get);
  private final ConnectionLimit limit =
      new ConnectionLimit(
          "event streams", StreamSettings.STREAMS_PER_USER, StreamSettings.STREAMS_PER_NODE);

  @Test
  void aUserIsRefusedAtItsOwnLimitAndNobodyElse() {
    limit.acquire(ANN, settings);
    limit.acquire(ANN, settings);
    TooManyConnections refused = refused(ANN);
    assertThat(refused.isOfUser()).isTrue();
    assertThat(refused)
        .hasMessage(
            "You have 2 open event streams, which is the limit per user"
                + " (WAYBILL_STREAMS_PER_USER); close one first.");
    limit.acquire(BOB, settings);
    assertThat(refused(BOB).isOfUser()).isFalse();
    assertThat(refused(BOB)).hasMessageContaining("WAYBILL_STREAMS_PER_NODE");
  }

  @Test
  void aRefusalTakesNoPlaceAndWhatIsReleasedMayBeTakenAgain() {
    for (int round = 0; round < 10; round++) {
      IntStream.range(0, 2).forEach(i -> limit.acquire(ANN, settings));
      refused(ANN);
      limit.release(ANN);
      limit.check(ANN, settings);
      limit.release(ANN);
    }
    IntStream.range(0, 2).forEach(i -> limit.acquire(ANN, settings));
    limit.acquire(BOB, settings);
  }

  private TooManyConnections refused(Caller caller) {
    return catchThrowableOfType(TooManyConnections.class, () -> limit.acquire(caller, settings));
  }
}
