package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.handler.EffectLookup;
import org.waybill.handler.NothingDone;
import org.waybill.handler.Outcome;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.StepInDoubt;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.TaskCommands;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;
import org.waybill.type.TaskTypes;

/** What changes the world outside happens at most once, or a person is asked; on real rows. */
class EffectTest {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;

  private final ScriptedHandler scripted = new ScriptedHandler(QUEUE);
  private final List<String> sent = new ArrayList<>();
  private World world;

  private interface Handler {
    Outcome<Object> run(TaskContext context) throws Exception;
  }

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, task_dependency, checkpoint");
    world = new World(TestDatabase.source(), Map.of()).with(TaskTypes.class, scripted.alone());
    world.accept(
        world
            .task(QUEUE, "acme", "ann")
            .retries(new RetryPolicy(9, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
            .build());
  }

  /** The next attempt. */
  private Claim claim() {
    Sql.update(world.rows(), "update task set due_at = now() where due_at is not null");
    return world.start().get(0);
  }

  private AttemptResult run(Handler handler) {
    Claim claim = claim();
    AttemptResult result = attempt(claim, handler);
    world.bean(AttemptCompleter.class).settle(List.of(result));
    return result;
  }

  private AttemptResult attempt(Claim claim, Handler handler) {
    scripted.does((input, context) -> handler.run(context));
    Attempt attempt =
        new Attempt(claim, "node", () -> {}, world.bean(AttemptServices.class), new Ticker());
    return world.bean(AttemptRunner.class).run(attempt).orElseThrow();
  }

  /** An attempt that ends after the mail was sent and before that was stored. */
  private void dieWhileSending() {
    run(
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
    assertThat(status()).isEqualTo("queued");
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

  private void answer(String answer) {
    UUID id = world.ask(UUID.class, "select id from task");
    int attempt = world.ask(Integer.class, "select attempt from task");
    assertThat(world.bean(TaskCommands.class).answer(id, attempt, "\"" + answer + "\"")).isTrue();
  }

  private String status() {
    return world.ask(String.class, "select status from task");
  }

  @Test
  void whatAnEarlierAttemptHasDoneIsNotDoneAgain() {
    run(
        context -> {
          mail(context, null);
          return Outcome.retry("later", null);
        });
    List<JsonValue> results = new ArrayList<>();
    run(
        context -> {
          results.add(mail(context, null));
          return Outcome.done(text("sent"));
        });
    assertThat(sent).hasSize(1);
    assertThat(results).containsExactly(text("id 1"));
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void whereNobodyKnowsAPersonIsAskedAndNothingIsRepeated() {
    dieWhileSending();
    run(context -> Outcome.done(mail(context, null)));
    assertThat(status()).isEqualTo("input_required");
    assertThat(world.ask(String.class, "select question::text from task"))
        .contains("'mail'", "not done");
    assertThat(sent).hasSize(1);
  }

  @Test
  void aPersonWhoSaysThatItWasDoneEndsTheDoubt() {
    dieWhileSending();
    run(context -> Outcome.done(mail(context, null)));
    answer("done");
    run(context -> Outcome.done(text("result: " + mail(context, null))));
    assertThat(sent).hasSize(1);
    assertThat(world.ask(String.class, "select output from task")).contains("result: null");
  }

  @Test
  void aPersonWhoSaysThatItWasNotDoneLetsItRun() {
    dieWhileSending();
    run(context -> Outcome.done(mail(context, null)));
    answer("not done");
    run(context -> Outcome.done(mail(context, null)));
    assertThat(sent).hasSize(2);
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void theOtherSideIsAskedFirst() {
    dieWhileSending();
    run(context -> Outcome.done(mail(context, () -> Optional.of(text("found")))));
    assertThat(sent).hasSize(1);
    assertThat(world.ask(String.class, "select output from task")).isEqualTo("\"found\"");
  }

  @Test
  void whatTheOtherSideHasNotGotIsDone() {
    dieWhileSending();
    run(context -> Outcome.done(mail(context, Optional::empty)));
    assertThat(sent).hasSize(2);
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void ifTheOtherSideCannotBeAskedALaterAttemptDoesSo() {
    dieWhileSending();
    run(
        context -> {
          mail(
              context,
              () -> {
                throw new IOException("away");
              });
          return Outcome.done(text("never"));
        });
    assertThat(status()).isEqualTo("queued");
    run(context -> Outcome.done(mail(context, () -> Optional.of(text("found")))));
    assertThat(sent).hasSize(1);
  }

  @Test
  void whatFailedBeforeAnythingHappenedIsTriedAgain() {
    run(
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
    run(context -> Outcome.done(mail(context, null)));
    assertThat(sent).hasSize(1);
    assertThat(status()).isEqualTo("completed");
  }

  /** Its name is a part of another one's. */
  @Test
  void oneInDoubtDoesNotHoldUpOthers() {
    dieWhileSending();
    run(
        context ->
            Outcome.done(context.effect("other:mail", JsonValue.class, () -> text("other"), null)));
    assertThat(status()).isEqualTo("completed");
  }

  @Test
  void aHandlerMayDecideItself() {
    dieWhileSending();
    run(
        context -> {
          try {
            return Outcome.done(mail(context, null));
          } catch (StepInDoubt e) {
            return Outcome.giveUp("step_in_doubt", e.getMessage());
          }
        });
    assertThat(status()).isEqualTo("failed");
    assertThat(sent).hasSize(1);
  }
}
