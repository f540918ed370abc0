package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.xml.transform.TransformerFactoryConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waybill.handler.Outcome;
import org.waybill.world.Failures;

/** Whatever comes out of an attempt, its task is settled, with a reason. */
class AttemptEdgeTest {

  /** It cannot be written. */
  private record Unwritable() {}

  private static final class Writing extends PayloadCodec {
    @Override
    String write(Object value) {
      if (value instanceof Unwritable) {
        throw new IllegalStateException("org.example.Secret cannot be read");
      }
      return super.write(value);
    }
  }

  private final ScriptedNode node = new ScriptedNode(new Writing());
  private final ScriptedHandler handler = node.handler();

  static Stream<Throwable> everyKind() {
    return Stream.concat(
        Failures.ofEveryKind(),
        Stream.of(
            new IllegalStateException(),
            new NullPointerException(),
            new Exception("sneaked"),
            new Throwable("of no kind"),
            new CancellationException("not by us"),
            new TransformerFactoryConfigurationError("no factory"),
            new ExceptionInInitializerError(new IOException("cause")),
            new IllegalStateException("with a \u0000 and half a \uD83D"),
            new IllegalStateException("long ".repeat(10_000))));
  }

  /** Runs it, as long as errors of the virtual machine go on; answers the one that did. */
  private Throwable runs(UUID id) {
    try {
      node.run(id);
      return null;
    } catch (VirtualMachineError e) {
      return e;
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void whateverAHandlerThrowsTheAttemptIsSettled(Throwable thrown) {
    handler.does(
        (input, context) -> {
          throw Failures.sneaky(thrown);
        });
    UUID last = node.task("{\"number\":1}", 1);
    UUID more = node.task("{\"number\":1}", 2);
    Throwable goesOn = runs(last);
    runs(more);
    assertThat(goesOn).isSameAs(thrown instanceof VirtualMachineError ? thrown : null);
    assertThat(node.ask("status", last)).isEqualTo("failed");
    assertThat(node.ask("reason", last)).isEqualTo("handler_error");
    assertThat(node.ask("error", last))
        .isNotBlank()
        .hasSizeLessThan(5_000)
        .doesNotContain("org.", "/");
    assertThat(node.ask("status", more)).isEqualTo("queued");
    assertThat(node.ask("waits", more)).isEqualTo("retry");
    assertThat(node.worker().running()).isZero();
    assertThat(node.worker().holds(last, 1)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void aNeighbourInTheSameMessageRunsOrGoesBack(Throwable thrown) {
    UUID first = node.task("{\"number\":1}", 1);
    UUID second = node.task("{\"number\":2}", 1);
    handler.does(
        (input, context) -> {
          if (input.getInt("number") == 1) {
            throw Failures.sneaky(thrown);
          }
          return Outcome.done(input.get("number"));
        });
    try {
      node.run(first, second);
    } catch (VirtualMachineError e) {
      assertThat(e).isSameAs(thrown);
    }
    assertThat(node.ask("status", first)).isEqualTo("failed");
    assertThat(node.ask("status", second))
        .isEqualTo(thrown instanceof VirtualMachineError ? "queued" : "completed");
  }

  @Test
  void aHandlerThatCannotBeFoundIsAnError() {
    handler.failsToBeFound(new IllegalStateException("two handlers"));
    UUID id = node.ran("{\"number\":1}", 1);
    assertThat(node.ask("status || reason", id)).isEqualTo("failedhandler_error");
  }

  @Test
  void anInputThatDoesNotFitIsOne() {
    UUID id = node.ran("[1]", 3);
    assertThat(node.ask("status || reason", id)).isEqualTo("failedinvalid_input");
    assertThat(node.ask("error", id))
        .isEqualTo("the input is not valid for task type " + ScriptedNode.QUEUE.name());
  }

  @Test
  void anOutputThatCannotBeWrittenIsOne() {
    handler.does((input, context) -> Outcome.done(new Unwritable()));
    UUID id = node.ran("{\"number\":1}", 3);
    assertThat(node.ask("status || reason", id)).isEqualTo("failedinvalid_output");
    assertThat(node.ask("error", id)).doesNotContain("org.example");
  }

  @Test
  void sayingNothingIsOne() {
    handler.does((input, context) -> null);
    UUID id = node.ran("{\"number\":1}", 3);
    assertThat(node.ask("status || reason", id)).isEqualTo("failedinvalid_output");
  }

  @Test
  void whatADatabaseCannotStoreIsReplaced() {
    handler.does(
        (input, context) -> {
          context.partial("a\u0000b");
          context.progress(10, "half \uD83D");
          return Outcome.retry("no\u0000", Duration.ofHours(1));
        });
    UUID id = node.ran("{\"number\":1}", 3);
    assertThat(node.ask("partial", id)).isEqualTo("a\uFFFDb");
    assertThat(node.ask("error", id)).isEqualTo("no\uFFFD");
  }

  @Test
  void aHandlerMayGiveACodeOfItsOwn() {
    handler.does((input, context) -> Outcome.giveUp("needs_model", "no model is configured"));
    UUID id = node.ran("{\"number\":1}", 3);
    assertThat(node.ask("reason", id)).isEqualTo("needs_model");
    assertThat(
            node.world()
                .ask(
                    String.class,
                    "select data::jsonb ->> 'reason' from task_event where task_id = ?"
                        + " and kind = 'failed'",
                    id))
        .isEqualTo("needs_model");
    assertThatThrownBy(() -> Outcome.giveUp("No Model!", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
