package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;
import org.waybill.world.Beans;
import org.waybill.world.ManualTicker;

class TransferSlotsTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Owner MANY = new Owner("acme", "many");
  private static final Owner OTHER = new Owner("acme", "other");

  private final ManualTicker ticker = new ManualTicker();
  private final TransferSlots slots = new TransferSlots(2, 3);

  @BeforeEach
  void timeStands() {
    new Beans(Map.of()).with(Ticker.class, ticker).with(TransferSlots.class, slots);
  }

  @AfterEach
  void nothingThatFollowsIsInterrupted() {
    assertThat(Thread.interrupted()).isFalse();
  }

  private Transfer take(Owner user) {
    return slots.take(user, LONG).orElseThrow();
  }

  @Test
  void aUserHasSoManyAndNoMore() {
    Transfer first = take(MANY);
    take(MANY);
    assertThat(slots.take(MANY, LONG)).isEmpty();
    first.close();
    assertThat(slots.take(MANY, LONG)).as("one was given back").isPresent();
  }

  @Test
  void theOldestOfWhoHasMostGivesWayToWhoHasFewer() {
    Transfer oldest = take(MANY);
    Transfer next = take(MANY);
    take(OTHER);
    assertThat(slots.take(OTHER, LONG)).as("as many as the first").isEmpty();
    assertThat(slots.take(new Owner("acme", "third"), LONG)).isPresent();
    assertThat(oldest.isDisplaced()).isTrue();
    assertThat(next.isDisplaced()).isFalse();
    oldest.close();
    assertThat(slots.take(new Owner("acme", "fourth"), LONG))
        .as("what was taken away is not given back a second time")
        .isEmpty();
  }

  @Test
  void oneThatGivesWayIsInterruptedWhileItsThreadWaits() {
    Transfer oldest = take(MANY);
    oldest.begin();
    oldest.giveWay();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    oldest.close();
    assertThat(Thread.currentThread().isInterrupted()).as("afterwards").isFalse();
  }

  @Test
  void oneThatTakesTooLongIsInterrupted() {
    Transfer slow = slots.take(MANY, Duration.ofSeconds(5)).orElseThrow();
    slow.begin();
    ticker.advance(Duration.ofSeconds(4));
    slots.refresh();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    ticker.advance(Duration.ofSeconds(2));
    slots.refresh();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    slow.close();
  }

  @Test
  void oneThatNeverBeganIsGivenBackWhenItsTimeIsOver() {
    assertThat(slots.take(MANY, Duration.ofSeconds(5))).isPresent();
    take(MANY);
    ticker.advance(Duration.ofSeconds(6));
    slots.refresh();
    assertThat(slots.take(MANY, LONG)).isPresent();
  }

  @Test
  void whoHasNoSlotMayBeInAHurryAndTakesNone() {
    take(MANY);
    take(MANY);
    Transfer hurried = slots.unlimited(MANY, Duration.ofSeconds(1));
    hurried.begin();
    assertThat(slots.take(OTHER, LONG)).isPresent();
    ticker.advance(Duration.ofSeconds(2));
    slots.refresh();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    hurried.close();
  }

  @Test
  void aSlotThatIsGivenBackSoonIsWaitedFor() throws InterruptedException {
    Transfer first = take(MANY);
    take(MANY);
    Thread giving = new Thread(first::close);
    giving.start();
    Optional<Transfer> soon = slots.takeSoon(MANY, LONG);
    giving.join();
    assertThat(soon).isPresent();
  }
}
