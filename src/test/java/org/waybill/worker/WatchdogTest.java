package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.sql.Sql;
import org.waybill.world.ManualTicker;

/** The watchdog's rounds come from within the handler, on the test's thread. */
class WatchdogTest {

  private static final Duration MOMENT = Duration.ofNanos(1);
  private static final Duration SLOW = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final ManualTicker ticker = new ManualTicker();
  private final ScriptedNode node = new ScriptedNode(ticker);
  private final Watchdog watchdog = node.world().bean(Watchdog.class);
  private final List<String> seen = new ArrayList<>();

  /** A round after so long; a handler that is interrupted takes no notice of it. */
  private void roundAfter(Duration time) {
    ticker.advance(time);
    watchdog.refresh();
    boolean ignored = Thread.interrupted();
  }

  private void see(TaskContext context) {
    seen.add(context.isCancelled() ? "stopped" : "runs");
  }

  @Test
  void anAttemptThatIsPastItsTimeIsStopped() {
    node.handler()
        .does(
            (input, context) -> {
              roundAfter(timeout(context));
              see(context);
              roundAfter(MOMENT);
              see(context);
              context.stopIfCancelled();
              return Outcome.done(JsonValue.TRUE);
            });
    UUID id = node.ran("{}", 3);
    assertThat(seen).containsExactly("runs", "stopped");
    assertThat(node.ask("status || ' ' || reason", id)).isEqualTo("queued timed_out");
    assertThat(watchdog.givenUpOn()).isZero();
  }

  private static Duration timeout(TaskContext context) {
    return ((Attempt) context).timeout();
  }

  @Test
  void theHandlersThreadIsInterrupted() {
    node.handler()
        .does(
            (input, context) -> {
              ticker.advance(timeout(context).plus(MOMENT));
              watchdog.refresh();
              seen.add(Thread.interrupted() ? "interrupted" : "undisturbed");
              return Outcome.done(JsonValue.TRUE);
            });
    node.ran("{}", 3);
    assertThat(seen).containsExactly("interrupted");
  }

  @Test
  void anAttemptThatMovedItsDeadlineHasTheTimeThatItAskedFor() {
    node.handler()
        .does(
            (input, context) -> {
              context.extend(Duration.ofMinutes(5));
              roundAfter(timeout(context));
              see(context);
              return Outcome.done(JsonValue.TRUE);
            });
    UUID id = node.ran("{}", 3);
    assertThat(seen).containsExactly("runs");
    assertThat(node.ask("status", id)).isEqualTo("completed");
  }

  @Test
  void aHandlerThatIgnoresBeingStoppedIsSettledWithoutItAfterThreeSeconds() {
    node.handler()
        .does(
            (input, context) -> {
              roundAfter(timeout(context).plus(MOMENT));
              roundAfter(GRACE);
              seen.add(node.ask("status", context.taskId()));
              roundAfter(MOMENT);
              seen.add(node.ask("status", context.taskId()));
              return Outcome.done(JsonValue.TRUE);
            });
    UUID id = node.ran("{}", 1);
    assertThat(seen).containsExactly("processing", "failed");
    assertThat(watchdog.givenUpOn()).isEqualTo(1);
    assertThat(node.ask("status || ' ' || reason", id)).isEqualTo("failed timed_out");
    assertThat(node.ask("output", id)).as("what came too late does not count").isNull();
  }

  @Test
  void whatWaitsBehindASlowTaskIsGivenBack() {
    UUID first = node.task("{\"number\":1}", 3);
    UUID second = node.task("{\"number\":2}", 3);
    node.handler()
        .does(
            (input, context) -> {
              roundAfter(SLOW.minus(MOMENT));
              seen.add(node.ask("status", second));
              roundAfter(MOMENT);
              seen.add(node.ask("status", second));
              return Outcome.done(input.get("number"));
            });
    node.run(first, second);
    assertThat(seen).containsExactly("processing", "queued");
    assertThat(node.ask("status", first)).isEqualTo("completed");
    assertThat(node.ask("failures::text", second)).as("it costs no try").isEqualTo("0");
  }

  @Test
  void whatFollowsAQuickTaskIsNotGivenBackHoweverLongTheBatchTakes() {
    UUID first = node.task("{\"number\":1}", 3);
    UUID second = node.task("{\"number\":2}", 3);
    UUID third = node.task("{\"number\":3}", 3);
    node.handler()
        .does(
            (input, context) -> {
              roundAfter(SLOW.minus(MOMENT));
              return Outcome.done(input.get("number"));
            });
    node.run(first, second, third);
    for (UUID each : List.of(first, second, third)) {
      assertThat(node.ask("status", each)).isEqualTo("completed");
    }
  }

  @Test
  void aCancelThatNobodyToldOfIsFoundInTheRows() {
    node.handler()
        .does(
            (input, context) -> {
              Sql.update(
                  node.world().rows(),
                  "update task set cancel_requested = true where id = ?",
                  context.taskId());
              roundAfter(Duration.ofMillis(250));
              see(context);
              roundAfter(MOMENT);
              see(context);
              context.stopIfCancelled();
              return Outcome.done(JsonValue.TRUE);
            });
    UUID id = node.ran("{}", 3);
    assertThat(seen).containsExactly("runs", "stopped");
    assertThat(node.ask("status", id)).isEqualTo("cancelled");
  }
}
