package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.handler.EffectLookup;
import org.waybill.handler.NothingDone;
import org.waybill.handler.Outcome;
import org.waybill.handler.StepInDoubt;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;

/** What changes the world outside happens at most once, or a person is asked; on real rows. */
class EffectTest {

  private final List<String> sent = new ArrayList<>();
  private OnlyTask task;

  @BeforeEach
  void aTask() {
    task = new OnlyTask(null);
  }

  /** An attempt that ends after the mail was sent and before that was stored. */
  private void dieWhileSending() {
    task.attempt(
        context ->
            Outcome.done(
                context.effect(
                    "mail",
                    JsonValue.class,
                    () -> {
                      sent.add("mail");
                      throw new IOException("connection reset");
                    },
                    null)));
    assertThat(task.status()).isEqualTo("queued");
  }

  private JsonValue mail(TaskContext context, EffectLookup<JsonValue> lookup) throws Exception {
    return context.effect("mail", JsonValue.class, this::send, lookup);
  }

  private JsonValue send() {
    sent.add("mail");
    return text("id " + sent.size());
  }

  private static JsonValue text(String text) {
    return Json.read(Json.quote(text));
  }

  @Test
  void whatAnEarlierAttemptHasDoneIsNotDoneAgain() {
    task.attempt(
        context -> {
          mail(context, null);
          return Outcome.retry("later", null);
        });
    List<JsonValue> results = new ArrayList<>();
    task.attempt(
        context -> {
          results.add(mail(context, null));
          return Outcome.done(text("sent"));
        });
    assertThat(sent).hasSize(1);
    assertThat(results).containsExactly(text("id 1"));
    assertThat(task.status()).isEqualTo("completed");
  }

  @Test
  void whereNobodyKnowsAPersonIsAskedAndNothingIsRepeated() {
    dieWhileSending();
    task.attempt(context -> Outcome.done(mail(context, null)));
    assertThat(task.status()).isEqualTo("input_required");
    assertThat(task.world().ask(String.class, "select question::text from task"))
        .contains("'mail'", "not done");
    assertThat(sent).hasSize(1);
  }

  @Test
  void aPersonWhoSaysThatItWasDoneEndsTheDoubt() {
    dieWhileSending();
    task.attempt(context -> Outcome.done(mail(context, null)));
    assertThat(task.answer("done")).isTrue();
    task.attempt(context -> Outcome.done(text("result: " + mail(context, null))));
    assertThat(sent).hasSize(1);
    assertThat(task.output()).contains("result: null");
  }

  @Test
  void aPersonWhoSaysThatItWasNotDoneLetsItRun() {
    dieWhileSending();
    task.attempt(context -> Outcome.done(mail(context, null)));
    assertThat(task.answer("not done")).isTrue();
    task.attempt(context -> Outcome.done(mail(context, null)));
    assertThat(sent).hasSize(2);
    assertThat(task.status()).isEqualTo("completed");
  }

  @Test
  void theOtherSideIsAskedFirst() {
    dieWhileSending();
    task.attempt(context -> Outcome.done(mail(context, () -> Optional.of(text("found")))));
    assertThat(sent).hasSize(1);
    assertThat(task.output()).isEqualTo("\"found\"");
  }

  @Test
  void whatTheOtherSideHasNotGotIsDone() {
    dieWhileSending();
    task.attempt(context -> Outcome.done(mail(context, Optional::empty)));
    assertThat(sent).hasSize(2);
    assertThat(task.status()).isEqualTo("completed");
  }

  @Test
  void ifTheOtherSideCannotBeAskedALaterAttemptDoesSo() {
    dieWhileSending();
    task.attempt(
        context -> {
          mail(
              context,
              () -> {
                throw new IOException("away");
              });
          return Outcome.done(text("never"));
        });
    assertThat(task.status()).isEqualTo("queued");
    task.attempt(context -> Outcome.done(mail(context, () -> Optional.of(text("found")))));
    assertThat(sent).hasSize(1);
  }

  @Test
  void whatFailedBeforeAnythingHappenedIsTriedAgain() {
    task.attempt(
        context -> {
          try {
            context.effect(
                "mail",
                JsonValue.class,
                () -> {
                  throw new NothingDone("refused", null);
                },
                null);
          } catch (NothingDone e) {
            return Outcome.retry(e.getMessage(), null);
          }
          return Outcome.done(text("never"));
        });
    task.attempt(context -> Outcome.done(mail(context, null)));
    assertThat(sent).hasSize(1);
    assertThat(task.status()).isEqualTo("completed");
  }

  /** Its name is a part of another one's. */
  @Test
  void oneInDoubtDoesNotHoldUpOthers() {
    dieWhileSending();
    task.attempt(
        context ->
            Outcome.done(context.effect("other:mail", JsonValue.class, () -> text("other"), null)));
    assertThat(task.status()).isEqualTo("completed");
  }

  @Test
  void aHandlerMayDecideItself() {
    dieWhileSending();
    task.attempt(
        context -> {
          try {
            return Outcome.done(mail(context, null));
          } catch (StepInDoubt e) {
            return Outcome.giveUp("step_in_doubt", e.getMessage());
          }
        });
    assertThat(task.status()).isEqualTo("failed");
    assertThat(sent).hasSize(1);
  }
}
