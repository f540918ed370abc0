package org.waybill.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.task.Claim;
import org.waybill.task.TaskKey;
import org.waybill.type.KnownTypes;

class LoadTest {

  private static final TaskType QUEUE = KnownTypes.DIAGNOSTIC;
  private static final long SLOW = Duration.ofMillis(50).toNanos();

  private final Claim first = claim();
  private final Claim second = claim();
  private final Claim third = claim();
  private final Load load = new Load(QUEUE.queue(), List.of(first, second, third));

  @Test
  void tasksComeInTheirOrder() {
    assertThat(load.next()).isSameAs(first);
    assertThat(load.next()).isSameAs(second);
    assertThat(load.isEmpty()).isFalse();
    assertThat(load.next()).isSameAs(third);
    assertThat(load.isEmpty()).isTrue();
    assertThat(load.next()).isNull();
  }

  @Test
  void nothingIsTakenFromBehindAQuickTask() {
    load.next();
    assertThat(load.takeRestIfSlow(System.nanoTime(), Duration.ofMinutes(1).toNanos())).isEmpty();
    assertThat(load.next()).isSameAs(second);
  }

  @Test
  void whatStandsBehindASlowTaskIsTakenOnce() {
    load.next();
    long later = System.nanoTime() + SLOW;
    assertThat(load.takeRestIfSlow(later, SLOW)).containsExactly(second, third);
    assertThat(load.takeRestIfSlow(later, SLOW)).isEmpty();
    assertThat(load.next()).isNull();
  }

  private static Claim claim() {
    UUID id = UUID.randomUUID();
    return new Claim(
        new TaskKey(id, "acme", "ann", null, "diagnostic", QUEUE.queue()),
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
