package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.waybill.streaming.ClusterEvents;
import org.waybill.streaming.RemoteTaskEvent;
import org.waybill.task.CompletionQuery;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;
import org.waybill.time.Ticker;
import org.waybill.world.Beans;
import org.waybill.world.ManualTicker;

class CompletionWaitersTest {

  private static final UUID TASK = UUID.randomUUID();
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private record Scheduled(Runnable look, Duration after) {}

  private final ManualTicker ticker = new ManualTicker();
  private final Rows rows = new Rows();
  private final Deque<Scheduled> scheduled = new ArrayDeque<>();
  private BooleanSupplier anybody;

  private final CompletionWaiters waiters =
      new Beans(Map.of())
          .with(Ticker.class, ticker)
          .with(CompletionQuery.class, rows)
          .with(
              ClusterEvents.class,
              new ClusterEvents() {
                @Override
                public void listenWhile(BooleanSupplier wanted) {
                  anybody = wanted;
                }
              })
          .withResource("java:app/concurrent/core", inline())
          .withResource("java:app/concurrent/ticks", manual())
          .get(CompletionWaiters.class);

  /** What the rows say. */
  private static final class Rows extends CompletionQuery {
    private final Set<UUID> ended = new HashSet<>();
    private final Set<UUID> asking = new HashSet<>();

    @Override
    public List<UUID> among(Collection<UUID> tasks) {
      return tasks.stream().filter(ended::contains).toList();
    }

    @Override
    public List<UUID> asking(Collection<UUID> tasks) {
      return tasks.stream().filter(asking::contains).toList();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static ManagedExecutorService inline() {
    return proxy(
        ManagedExecutorService.class,
        (proxy, method, arguments) -> {
          ((Runnable) arguments[0]).run();
          return null;
        });
  }

  private ManagedScheduledExecutorService manual() {
    return proxy(
        ManagedScheduledExecutorService.class,
        (proxy, method, arguments) -> {
          long millis = ((TimeUnit) arguments[2]).toMillis((Long) arguments[1]);
          scheduled.add(new Scheduled((Runnable) arguments[0], Duration.ofMillis(millis)));
          return null;
        });
  }

  /** The next look comes when it is due. */
  private Duration look() {
    Scheduled next = scheduled.remove();
    ticker.advance(next.after());
    next.look().run();
    return next.after();
  }

  private static TaskEvent event(UUID task, EventKind kind) {
    TaskRef ref = new TaskRef(task, "acme", "ann", null, "diagnostic", "diagnostics");
    return new TaskEvent(ref, 3, kind, Instant.EPOCH, 1, null);
  }

  private static CompletableFuture<Boolean> outcome(CompletionWaiters.Waiter waiter) {
    return waiter.outcome().toCompletableFuture();
  }

  @Test
  void theEventOfTheEndWakesAllWhoWaitForThisTask() {
    CompletionWaiters.Waiter one = waiters.expect(TASK, LONGEST);
    CompletionWaiters.Waiter two = waiters.expect(TASK, LONGEST);
    CompletionWaiters.Waiter other = waiters.expect(UUID.randomUUID(), LONGEST);
    waiters.observe(event(TASK, EventKind.STARTED));
    assertThat(outcome(one)).isNotDone();
    waiters.observe(event(TASK, EventKind.COMPLETED));
    assertThat(outcome(one)).isCompletedWithValue(true);
    assertThat(outcome(two)).isCompletedWithValue(true);
    assertThat(outcome(other)).isNotDone();
  }

  @Test
  void anEventOfAnotherNodeWakesAsWell() {
    CompletionWaiters.Waiter waiter = waiters.expect(TASK, LONGEST);
    waiters.receive(new RemoteTaskEvent(event(TASK, EventKind.FAILED)));
    assertThat(outcome(waiter)).isCompletedWithValue(true);
  }

  @Test
  void aQuestionWakesOnlyWhoWaitsForQuestions() {
    CompletionWaiters.Waiter end = waiters.expect(TASK, LONGEST);
    CompletionWaiters.Waiter question = waiters.expectQuestionOrEnd(TASK, LONGEST);
    waiters.observe(event(TASK, EventKind.INPUT_REQUIRED));
    assertThat(outcome(question)).isCompletedWithValue(true);
    assertThat(outcome(end)).isNotDone();
    waiters.observe(event(TASK, EventKind.COMPLETED));
    assertThat(outcome(end)).isCompletedWithValue(true);
  }

  @Test
  void anEndOfWhichNoEventCameIsFoundInTheRows() {
    CompletionWaiters.Waiter waiter = waiters.expect(TASK, LONGEST);
    look();
    assertThat(outcome(waiter)).isNotDone();
    rows.ended.add(TASK);
    look();
    assertThat(outcome(waiter)).isCompletedWithValue(true);
  }

  @Test
  void theRowsAreAskedFourTimesASecondAtFirstAndEachSecondLater() {
    waiters.expect(TASK, Duration.ofMinutes(1));
    for (int i = 0; i < 12; i++) {
      assertThat(look()).isEqualTo(Duration.ofMillis(250));
    }
    assertThat(look()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whoHasWaitedForTheLongestTimeIsLetGoWithoutAnEnd() {
    CompletionWaiters.Waiter waiter = waiters.expect(TASK, Duration.ofMillis(400));
    assertThat(look()).isEqualTo(Duration.ofMillis(250));
    assertThat(outcome(waiter)).isNotDone();
    assertThat(look())
        .as("no look comes later than the time is over")
        .isBetween(Duration.ofMillis(150), Duration.ofMillis(151));
    assertThat(outcome(waiter)).isCompletedWithValue(false);
  }

  @Test
  void nobodyIsKeptAfterTheEndTheTimeOutOrALeave() {
    waiters.expect(TASK, LONGEST);
    assertThat(anybody.getAsBoolean()).isTrue();
    waiters.observe(event(TASK, EventKind.COMPLETED));
    assertThat(anybody.getAsBoolean()).as("after the end").isFalse();
    waiters.expect(TASK, Duration.ofMillis(1));
    look();
    ticker.advance(LONGEST);
    scheduled.forEach(each -> each.look().run());
    assertThat(anybody.getAsBoolean()).as("after its time").isFalse();
    CompletionWaiters.Waiter one = waiters.expect(TASK, LONGEST);
    CompletionWaiters.Waiter two = waiters.expectQuestionOrEnd(TASK, LONGEST);
    one.leave();
    assertThat(anybody.getAsBoolean()).as("the other one waits").isTrue();
    two.leave();
    assertThat(anybody.getAsBoolean()).as("both have left").isFalse();
  }

  @Test
  void whereNobodyWaitsTheRowsAreNotAskedAgain() {
    waiters.expect(TASK, LONGEST).leave();
    look();
    assertThat(scheduled).isEmpty();
  }
}
