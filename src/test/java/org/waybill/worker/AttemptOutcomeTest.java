package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.waybill.handler.Outcome;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.Claim;
import org.waybill.task.DeadlineExpiry;
import org.waybill.task.TaskCommands;

/** What becomes of the task: errors, snoozing, deadlines and questions. */
class AttemptOutcomeTest extends AttemptFixture {

  @Test
  void anErrorThatIsNotWorthARetryFailsTheTask() {
    run(
        started(),
        context -> {
          throw new java.io.FileNotFoundException("gone for ever");
        });
    assertThat(status()).isEqualTo("failed");
    assertThat(error()).contains("gone for ever");
  }

  @Test
  void anyOtherErrorIsTriedAgainAsOftenAsTheTaskSays() {
    Handler failing =
        context -> {
          throw new IllegalStateException("not now");
        };
    run(started(), failing);
    assertThat(status()).isEqualTo("queued");
    run(again(), failing);
    assertThat(status()).isEqualTo("failed");
  }

  @Test
  void snoozingMayGoOnForLongerThanTheTaskHasTries() {
    Claim claim = started();
    for (int i = 0; i < 5; i++) {
      run(claim, context -> Outcome.snooze(Duration.ofHours(1), "not yet"));
      claim = again();
    }
    run(claim, context -> Outcome.done(ONE));
    assertThat(status()).isEqualTo("completed");
    assertThat(claim.attempt()).isEqualTo(6);
  }

  @Test
  void aHandlerMayMoveItsDeadline() {
    Claim claim = started();
    run(
        claim,
        context -> {
          context.extend(Duration.ofMinutes(3));
          assertThat(context.deadline())
              .isEqualTo(claim.startedAt().plus(claim.timeout()).plus(Duration.ofMinutes(3)));
          return Outcome.done(null);
        });
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void aQuestionOfPlainTextWantsAText() {
    run(started(), context -> Outcome.needsInput("Who?"));
    Question question =
        Question.of(Json.read(world.ask(String.class, "select question from task")).asJsonObject());
    assertThat(question).isEqualTo(Question.text("Who?"));
  }

  @Test
  void aHandlerMayAskSeveralQuestionsOneAfterTheOther() {
    Handler asking =
        context -> {
          if (context.answer("who") == null) {
            return Outcome.needsInput(Question.text("Who?").named("who"));
          }
          if (context.answer("sure") == null) {
            return Outcome.needsInput(
                Question.confirmation("Sure?")
                    .named("sure")
                    .expiresAfter(Duration.ofHours(1))
                    .orElse(JsonValue.TRUE));
          }
          return Outcome.done(
              Json.array()
                  .add(Json.read(context.answer("who")))
                  .add(Json.read(context.answer("sure")))
                  .build());
        };
    Claim claim = started();
    run(claim, asking);
    assertThat(world.bean(TaskCommands.class).answer(claim.task().id(), 1, "\"me\"")).isTrue();
    run(again(), asking);
    Sql.update(world.rows(), "update task set question_expires_at = now()");
    assertThat(world.bean(DeadlineExpiry.class).unanswered(10)).isEqualTo(1);
    run(again(), asking);
    assertThat(world.ask(String.class, "select output from task")).isEqualTo("[\"me\",true]");
  }
}
