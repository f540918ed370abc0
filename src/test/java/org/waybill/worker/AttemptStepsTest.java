package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.OrphanRecovery;

/** Steps of an attempt are done once per task. */
class AttemptStepsTest extends AttemptFixture {

  @Test
  void aStepThatAnEarlierAttemptHasFinishedIsNotDoneAgain() {
    run(
        started(),
        context -> {
          context.step("one", JsonValue.class, () -> does("1"));
          return Outcome.retry("later", null);
        });
    run(
        again(),
        context -> {
          JsonValue one = context.step("one", JsonValue.class, () -> does("again"));
          context.step("two", JsonValue.class, () -> does("2"));
          return Outcome.done(one);
        });
    assertThat(done).containsExactly("1", "2");
    assertThat(world.ask(String.class, "select output from task")).isEqualTo("\"1\"");
  }

  @Test
  void aStepThatFailsIsNotKept() {
    run(
        started(),
        context ->
            Outcome.done(
                context.step(
                    "one",
                    JsonValue.class,
                    () -> {
                      throw new IllegalArgumentException("broken");
                    })));
    assertThat(error()).contains("broken");
    run(again(), context -> Outcome.done(context.step("one", JsonValue.class, () -> does("1"))));
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void aNameUsedTwiceInOneAttemptIsAnError() {
    run(
        started(),
        context -> {
          context.step("one", JsonValue.class, () -> does("1"));
          return Outcome.done(context.step("one", JsonValue.class, () -> does("2")));
        });
    assertThat(error()).contains("step 'one' is used twice");
    assertThat(done).containsExactly("1");
  }

  @Test
  void anOvertakenAttemptKeepsNothingAndStops() {
    Claim overtaken = started();
    UUID worker = world.ask(UUID.class, "select worker from task");
    world.bean(OrphanRecovery.class).takeFrom(worker, 3);
    AttemptResult ending =
        run(
            overtaken,
            context -> {
              context.step("one", JsonValue.class, () -> does("1"));
              return Outcome.done(does("2"));
            });
    assertThat(ending).isNull();
    assertThat(done).containsExactly("1");
    assertThat(world.ask(Long.class, "select count(*) from checkpoint")).isZero();
  }
}
