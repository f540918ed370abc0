package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.task.Claim;
import org.waybill.task.TaskRef;
import org.waybill.type.KnownTypes;
import org.waybill.world.ManualTicker;

class ClaimedBatchTest {

  private static final TaskType QUEUE = KnownTypes.DIAGNOSTIC;
  private static final long SLOW = Duration.ofMillis(50).toNanos();

  private final ManualTicker ticker = new ManualTicker();
  private final Claim first = claim();
  private final Claim second = claim();
  private final Claim third = claim();
  private final ClaimedBatch claimedBatch =
      new ClaimedBatch(ticker, QUEUE.queue(), List.of(first, second, third));

  @Test
  void tasksComeInTheirOrder() {
    assertThat(claimedBatch.next()).isSameAs(first);
    assertThat(claimedBatch.next()).isSameAs(second);
    assertThat(claimedBatch.isEmpty()).isFalse();
    assertThat(claimedBatch.next()).isSameAs(third);
    assertThat(claimedBatch.isEmpty()).isTrue();
    assertThat(claimedBatch.next()).isNull();
  }

  @Test
  void nothingIsTakenFromBehindAQuickTask() {
    claimedBatch.next();
    ticker.advance(Duration.ofNanos(SLOW - 1));
    assertThat(claimedBatch.takeRestIfSlow(ticker.nanos(), SLOW)).isEmpty();
    assertThat(claimedBatch.next()).isSameAs(second);
  }

  @Test
  void whatStandsBehindASlowTaskIsTakenOnce() {
    claimedBatch.next();
    ticker.advance(Duration.ofNanos(SLOW));
    long later = ticker.nanos();
    assertThat(claimedBatch.takeRestIfSlow(later, SLOW)).containsExactly(second, third);
    assertThat(claimedBatch.takeRestIfSlow(later, SLOW)).isEmpty();
    assertThat(claimedBatch.next()).isNull();
  }

  private static Claim claim() {
    UUID id = UUID.randomUUID();
    return new Claim(
        new TaskRef(id, "acme", "ann", null, "diagnostic", QUEUE.queue()),
        UUID.randomUUID(),
        1,
        0,
        0,
        Duration.ofMinutes(1),
        new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.5),
        Instant.EPOCH,
        2,
        "{}",
        null,
        null);
  }
}
