package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Child;
import org.waybill.handler.Outcome;
import org.waybill.handler.Question;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.DeadlineExpiry;
import org.waybill.task.NewTask;
import org.waybill.task.OrphanRecovery;
import org.waybill.task.TaskCommands;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;
import org.waybill.type.TaskTypes;

/** One attempt and its handler, on real rows. */
class AttemptTest {

  private static final TaskType QUEUE = KnownTypes.PIPELINE;
  private static final JsonNumber ONE = Json.read("[1]").asJsonArray().getJsonNumber(0);

  private World world;
  private final List<String> done = new ArrayList<>();

  private final ScriptedHandler scripted =
      new ScriptedHandler(QUEUE) {
        @Override
        public Set<Class<? extends Exception>> notWorthRetrying() {
          return Set.of(IOException.class);
        }
      };

  /** What a test lets the handler do, whatever its input is. */
  private interface Handler {
    Outcome<Object> run(TaskContext context) throws Exception;
  }

  @BeforeEach
  void anEmptyDatabase() {
    Sql.update(TestDatabase.source(), "truncate task, task_event, task_dependency, checkpoint");
    world = node(Map.of());
  }

  private World node(Map<String, String> settings) {
    return new World(TestDatabase.source(), settings).with(TaskTypes.class, scripted.alone());
  }

  private Claim started() {
    NewTask task =
        world
            .task(QUEUE, "acme", "ann")
            .workspaceId("w1")
            .priority(7)
            .retries(new RetryPolicy(2, Duration.ofMillis(1), 1, Duration.ofMillis(1), 0))
            .build();
    world.accept(task);
    return again();
  }

  /** The only task that is due runs. */
  private Claim again() {
    Sql.update(world.rows(), "update task set due_at = now() where due_at is not null");
    return world.start().get(0);
  }

  private AttemptResult run(Claim claim, Handler then) {
    scripted.does((input, context) -> then.run(context));
    Attempt attempt =
        new Attempt(claim, "node", () -> {}, world.bean(AttemptServices.class), new Ticker());
    AttemptResult ending = world.bean(AttemptRunner.class).run(attempt).orElse(null);
    if (ending != null) {
      world.bean(AttemptCompleter.class).settle(List.of(ending));
    }
    return ending;
  }

  private JsonValue does(String what) {
    done.add(what);
    return Json.read("\"" + what + "\"");
  }

  private String status() {
    return world.ask(String.class, "select status from task where parent_id is null");
  }

  private String error() {
    return world.ask(String.class, "select error from task where parent_id is null");
  }

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

  @Test
  void aChildIsHandedOverOnceWhateverBecomesOfTheAttempt() {
    List<UUID> children = new ArrayList<>();
    run(
        started(),
        context -> {
          children.add(context.spawn("a", QUEUE.name(), Json.read("{\"x\":\"1\"}")));
          return Outcome.retry("later", Duration.ofHours(1));
        });
    Claim child = world.start().get(0);
    assertThat(child.task().id()).isEqualTo(children.get(0));
    world.complete(List.of(child));
    run(
        again(),
        context -> {
          children.add(context.spawn("a", QUEUE.name(), Json.read("{\"x\":\"2\"}")));
          assertThat(context.children()).extracting(Child::ended).containsExactly(true);
          return Outcome.waitForChildren();
        });
    assertThat(children).hasSize(2).containsOnly(child.task().id());
    assertThat(
            world.ask(
                String.class,
                "select workspace_id || priority || user_id || input from task"
                    + " where parent_id is not null"))
        .isEqualTo("w17ann{\"x\":\"1\"}");
    assertThat(again().attempt()).isEqualTo(3);
  }

  @Test
  void aChildThatWasPromisedAndNotStoredIsStoredByTheNextAttempt() {
    Claim claim = started();
    run(
        claim,
        context -> {
          context.spawn("a", QUEUE.name(), null);
          return Outcome.retry("later", null);
        });
    UUID id = world.ask(UUID.class, "select id from task where parent_id is not null");
    // As a crash right after the promise would leave it.
    Sql.update(world.rows(), "delete from task where parent_id is not null");
    Sql.update(world.rows(), "delete from task_dependency");
    run(
        again(),
        context -> {
          context.spawn("a", QUEUE.name(), null);
          return Outcome.waitForChildren();
        });
    assertThat(world.ask(UUID.class, "select id from task where parent_id is not null"))
        .isEqualTo(id);
  }

  @Test
  void aParentThatFindsNoPlaceForAChildComesBackWithoutLosingATry() {
    world = node(Map.of("waybill.queue.waiting", "2"));
    Claim claim = started();
    run(
        claim,
        context -> {
          for (int i = 0; i < 5; i++) {
            context.spawn("child " + i, QUEUE.name(), null);
          }
          return Outcome.waitForChildren();
        });
    assertThat(world.ask(Integer.class, "select failures from task where parent_id is null"))
        .isZero();
    assertThat(world.ask(String.class, "select waits from task where parent_id is null"))
        .isEqualTo("retry");
    assertThat(world.ask(Long.class, "select count(*) from task where parent_id is not null"))
        .isEqualTo(2);
  }

  @Test
  void aTaskThatWantsMoreChildrenThanMayBeFailsAtOnceAndSaysSo() {
    world = node(Map.of("waybill.limit.task.children", "3"));
    run(
        started(),
        context -> {
          for (int i = 0; i < 5; i++) {
            context.spawn("child " + i, QUEUE.name(), null);
          }
          return Outcome.waitForChildren();
        });
    assertThat(status()).isEqualTo("failed");
    assertThat(error()).contains("children", "3");
    assertThat(world.ask(Long.class, "select count(*) from task where parent_id is not null"))
        .isEqualTo(3);
  }

  @Test
  void childrenOfChildrenGoOnlySoFarDown() {
    world = node(Map.of("waybill.limit.task.depth", "2"));
    Handler spawning =
        context -> {
          context.spawn("child", QUEUE.name(), null);
          return Outcome.done(ONE);
        };
    run(started(), spawning);
    run(world.start().get(0), spawning);
    run(world.start().get(0), spawning);
    assertThat(world.ask(String.class, "select status from task where depth = 2"))
        .isEqualTo("failed");
    assertThat(world.ask(Long.class, "select count(*) from task")).isEqualTo(3);
  }

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
