package org.waybill.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.xml.transform.TransformerFactoryConfigurationError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.config.TaskQueue;
import org.waybill.handler.Outcome;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.queue.Hint;
import org.waybill.release.World;
import org.waybill.sql.Crew;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.world.SimulatedDatabase;

/** Whatever comes out of an attempt, its task is settled, with a reason. */
class AttemptEdgeTest {

  private static final TaskQueue QUEUE = TaskQueue.DIAGNOSTICS;

  /** It cannot be written. */
  private record Unwritable() {}

  private static final class Writing extends Values {
    @Override
    String write(Object value) {
      if (value instanceof Unwritable) {
        throw new IllegalStateException("org.example.Secret cannot be read");
      }
      return super.write(value);
    }
  }

  @FunctionalInterface
  private interface Script {
    Outcome<Object> run(JsonObject input, TaskContext context) throws Exception;
  }

  private World world;
  private Script script = (input, context) -> Outcome.done(input.get("number"));
  private RuntimeException whenFound;

  private class Scripted implements TaskHandler<JsonObject, Object> {
    @Override
    public String type() {
      return QUEUE.type();
    }

    @Override
    public Class<JsonObject> inputType() {
      return JsonObject.class;
    }

    @Override
    public Outcome<Object> run(JsonObject input, TaskContext context) throws Exception {
      return script.run(input, context);
    }
  }

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new AssertionError("not even that");
    }
  }

  static Stream<Throwable> everyKind() {
    return Stream.of(
        new IllegalStateException("a bug"),
        new IllegalStateException(),
        new NullPointerException(),
        new IOException("a checked one"),
        new Exception("sneaked"),
        new Throwable("of no kind"),
        new CancellationException("not by us"),
        new AssertionError("an assertion"),
        new ServiceConfigurationError("no provider"),
        new TransformerFactoryConfigurationError("no factory"),
        new NoClassDefFoundError("org/example/Gone"),
        new ExceptionInInitializerError(new IOException("cause")),
        new IOError(new IOException("disk")),
        new ThreadDeath(),
        new Mute(),
        new StackOverflowError(),
        new OutOfMemoryError("of the test"),
        new InternalError("the VM"),
        new IllegalStateException("with a \u0000 and half a \uD83D"),
        new IllegalStateException("long ".repeat(10_000)));
  }

  @BeforeEach
  void aNode() {
    world =
        new World(SimulatedDatabase.next(), Map.of())
            .with(
                Crew.class,
                new Crew() {
                  @Override
                  public void execute(Runnable batch) {
                    batch.run();
                  }
                })
            .with(Values.class, new Writing())
            .with(
                Handlers.class,
                new Handlers() {
                  @Override
                  Optional<TaskHandler<?, ?>> of(String type) {
                    if (whenFound != null) {
                      throw whenFound;
                    }
                    return Optional.of(new Scripted());
                  }
                });
    world.bean(Incarnation.class).beat();
  }

  private UUID task(String input, int tries) {
    NewTask task =
        world
            .task(QUEUE, "acme", "ann")
            .retries(new RetryPolicy(tries, Duration.ofHours(1), 1, Duration.ofHours(1), 0))
            .input(input)
            .build();
    world.accept(task);
    world.release();
    return task.id();
  }

  private void run(UUID id) {
    world.bean(Worker.class).take(QUEUE, new Hint(QUEUE.label(), List.of(id)));
  }

  /** Runs it, as long as errors of the virtual machine go on; answers the one that did. */
  private Throwable runs(UUID id) {
    try {
      run(id);
      return null;
    } catch (VirtualMachineError e) {
      return e;
    }
  }

  private String ask(String column, UUID id) {
    return world.ask(String.class, "select " + column + " from task where id = ?", id);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void whateverAHandlerThrowsTheAttemptIsSettled(Throwable thrown) {
    script =
        (input, context) -> {
          throw AttemptEdgeTest.<RuntimeException>sneaky(thrown);
        };
    UUID last = task("{\"number\":1}", 1);
    UUID more = task("{\"number\":1}", 2);
    Throwable goesOn = runs(last);
    runs(more);
    assertThat(goesOn).isSameAs(thrown instanceof VirtualMachineError ? thrown : null);
    assertThat(ask("status", last)).isEqualTo("failed");
    assertThat(ask("reason", last)).isEqualTo("handler_error");
    assertThat(ask("error", last)).isNotBlank().hasSizeLessThan(5_000).doesNotContain("org.", "/");
    assertThat(ask("status", more)).isEqualTo("queued");
    assertThat(ask("waits", more)).isEqualTo("retry");
    assertThat(world.bean(Worker.class).running()).isZero();
    assertThat(world.bean(Worker.class).holds(last, 1)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aNeighbourInTheSameMessageRunsOrGoesBack(Throwable thrown) {
    UUID first = task("{\"number\":1}", 1);
    UUID second = task("{\"number\":2}", 1);
    script =
        (input, context) -> {
          if (input.getInt("number") == 1) {
            throw AttemptEdgeTest.<RuntimeException>sneaky(thrown);
          }
          return Outcome.done(input.get("number"));
        };
    try {
      world.bean(Worker.class).take(QUEUE, new Hint(QUEUE.label(), List.of(first, second)));
    } catch (VirtualMachineError e) {
      assertThat(e).isSameAs(thrown);
    }
    assertThat(ask("status", first)).isEqualTo("failed");
    assertThat(ask("status", second))
        .isEqualTo(thrown instanceof VirtualMachineError ? "queued" : "completed");
  }

  @Test
  void aHandlerThatCannotBeFoundIsAnError() {
    whenFound = new IllegalStateException("two handlers");
    UUID id = task("{\"number\":1}", 1);
    run(id);
    assertThat(ask("status || reason", id)).isEqualTo("failedhandler_error");
  }

  @Test
  void anInputThatDoesNotFitIsOne() {
    UUID id = task("[1]", 3);
    run(id);
    assertThat(ask("status || reason", id)).isEqualTo("failedinvalid_input");
    assertThat(ask("error", id)).isEqualTo("the input does not fit the task type " + QUEUE.type());
  }

  @Test
  void anOutputThatCannotBeWrittenIsOne() {
    script = (input, context) -> Outcome.done(new Unwritable());
    UUID id = task("{\"number\":1}", 3);
    run(id);
    assertThat(ask("status || reason", id)).isEqualTo("failedinvalid_output");
    assertThat(ask("error", id)).doesNotContain("org.example");
  }

  @Test
  void sayingNothingIsOne() {
    script = (input, context) -> null;
    UUID id = task("{\"number\":1}", 3);
    run(id);
    assertThat(ask("status || reason", id)).isEqualTo("failedinvalid_output");
  }

  @Test
  void whatADatabaseCannotStoreIsReplaced() {
    script =
        (input, context) -> {
          context.partial("a\u0000b");
          context.progress(10, "half \uD83D");
          return Outcome.retry("no\u0000", Duration.ofHours(1));
        };
    UUID id = task("{\"number\":1}", 3);
    run(id);
    assertThat(ask("partial", id)).isEqualTo("a\uFFFDb");
    assertThat(ask("error", id)).isEqualTo("no\uFFFD");
  }

  @Test
  void aHandlerMayGiveACodeOfItsOwn() {
    script = (input, context) -> Outcome.giveUp("needs_model", "no model is configured");
    UUID id = task("{\"number\":1}", 3);
    run(id);
    assertThat(ask("reason", id)).isEqualTo("needs_model");
    assertThat(
            world.ask(
                String.class,
                "select data::jsonb ->> 'reason' from task_event where task_id = ?"
                    + " and kind = 'failed'",
                id))
        .isEqualTo("needs_model");
    assertThatThrownBy(() -> Outcome.giveUp("No Model!", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatThisProcessClaimedAndDoesNotRunGoesBack() {
    UUID id = task("{\"number\":7}", 1);
    UUID me = world.bean(Incarnation.class).id();
    assertThat(world.claim(List.of(id), me)).hasSize(1);
    AbandonedAttempts abandoned = world.bean(AbandonedAttempts.class);
    abandoned.round();
    abandoned.round();
    assertThat(ask("status", id)).as("it may be on its way").isEqualTo("processing");
    Sql.update(world.rows(), "update task set started_at = now() - interval '1 minute'");
    abandoned.round();
    assertThat(ask("status", id)).isEqualTo("processing");
    abandoned.round();
    assertThat(ask("status || reason", id)).isEqualTo("queuedworker_lost");
    assertThat(abandoned.found()).isEqualTo(1);
    world.release();
    run(id);
    assertThat(ask("status", id)).isEqualTo("completed");
  }

  @Test
  void whatRunsHereIsLeftAlone() {
    UUID id = task("{\"number\":7}", 1);
    AbandonedAttempts abandoned = world.bean(AbandonedAttempts.class);
    script =
        (input, context) -> {
          Sql.update(world.rows(), "update task set started_at = now() - interval '1 minute'");
          abandoned.round();
          abandoned.round();
          return Outcome.done(input.get("number"));
        };
    run(id);
    assertThat(ask("status", id)).isEqualTo("completed");
    assertThat(abandoned.found()).isZero();
  }

  @Test
  void tasksOneCrashAwayFromFailingRunOneAtATime() {
    UUID first = task("{\"number\":1}", 1);
    UUID second = task("{\"number\":2}", 1);
    UUID innocent = task("{\"number\":3}", 1);
    Sql.update(world.rows(), "update task set crashes = 2 where id in (?, ?)", first, second);
    script =
        (input, context) -> {
          if (input.getInt("number") == 1) {
            run(second);
            assertThat(ask("status", second)).isEqualTo("queued");
            run(innocent);
            assertThat(ask("status", innocent)).isEqualTo("completed");
          }
          return Outcome.done(input.get("number"));
        };
    run(first);
    assertThat(ask("status", first)).isEqualTo("completed");
    Sql.update(
        world.rows(), "update task set waits = 'ready', released_at = now() where id = ?", second);
    run(second);
    assertThat(ask("status", second)).isEqualTo("completed");
  }

  @Test
  void twoHandlersOfOneTypeAreNamed() {
    TaskHandler<?, ?> one = new Scripted();
    TaskHandler<?, ?> two = new Scripted() {};
    assertThatThrownBy(() -> Handlers.byType(List.of(one, two)))
        .hasMessageContainingAll(QUEUE.type(), one.getClass().getName(), two.getClass().getName());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
