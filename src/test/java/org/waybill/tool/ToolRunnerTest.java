package org.waybill.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.world.ManualTicker;

class ToolRunnerTest {

  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");
  private static final String SCHEMA =
      "{\"type\":\"object\",\"required\":[\"text\"],\"properties\":{\"text\":{\"type\":\"string\"}}}";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ManualTicker ticker = new ManualTicker();
  private final List<ToolCall> calls = new ArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);

  private final Tool echo =
      new Tool() {
        @Override
        public ToolSpec spec() {
          return new ToolSpec(
              "echo",
              "Repeats.",
              Risk.READ,
              SCHEMA,
              "{}",
              Duration.ofMillis(200),
              3,
              ToolSpec.BUILT_IN);
        }

        @Override
        public Risk risk(JsonObject arguments) {
          return arguments.getString("text").equals("write") ? Risk.WRITE : Risk.READ;
        }

        @Override
        public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
          calls.add(call);
          if (arguments.getString("text").equals("hang")) {
            never.await();
          }
          if (arguments.getString("text").equals("fail")) {
            throw ToolFailure.forGood("no_echo", "There is no echo.");
          }
          return arguments.get("text");
        }
      };

  private final ToolRunner runner = runner(Map.of());

  private ToolRunner runner(Map<String, String> settings) {
    return new World(TestDatabase.source(), settings, ticker)
        .with(ToolExecutor.class, new ToolExecutor(threads))
        .with(
            Tools.class,
            new Tools() {
              @Override
              boolean mayCome(String name) {
                return name.equals("late");
              }

              @Override
              public Optional<Tool> find(String name) {
                return name.equals("echo") ? Optional.of(echo) : Optional.empty();
              }

              @Override
              public List<String> similarTo(String name) {
                return List.of("echo");
              }
            })
        .bean(ToolRunner.class);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private JsonValue run(Owner owner, String tool, String arguments) throws Exception {
    return run(runner, owner, tool, arguments);
  }

  private static JsonValue run(ToolRunner runner, Owner owner, String tool, String arguments)
      throws Exception {
    return runner.run(
        tool,
        Json.read(arguments).asJsonObject(),
        "call",
        new RecordedContext(owner, UUID.randomUUID(), 1));
  }

  private ToolFailure failure(String tool, String arguments) {
    return catchThrowableOfType(ToolFailure.class, () -> run(ANN, tool, arguments));
  }

  @Test
  void aToolRunsAsTheUserWhoseTaskItIs() throws Exception {
    assertThat(run(ANN, "echo", "{\"text\":\"hi\"}")).hasToString("\"hi\"");
    assertThat(calls).extracting(ToolCall::owner).containsExactly(ANN);
    assertThat(calls.get(0).idempotencyKey()).endsWith(":call");
  }

  @Test
  void aToolThatWritesWaitsForAnApprovalUnlessItIsExempt() throws Exception {
    String write = "{\"text\":\"write\"}";
    assertThatThrownBy(() -> run(ANN, "echo", write)).isInstanceOf(ApprovalNeeded.class);
    ToolRunner others = runner(Map.of("waybill.approval.exempt-tools", "mail, http"));
    assertThatThrownBy(() -> run(others, ANN, "echo", write)).isInstanceOf(ApprovalNeeded.class);
    assertThat(calls).isEmpty();
    ToolRunner exempt = runner(Map.of("waybill.approval.exempt-tools", "mail, echo"));
    assertThat(run(exempt, ANN, "echo", write)).hasToString("\"write\"");
  }

  @Test
  void anUnknownToolIsNamedWithThoseThatThereAre() {
    ToolFailure failure = failure("ecko", "{}");
    assertThat(failure.code()).isEqualTo("unknown_tool");
    assertThat(failure).hasMessage("tool is 'ecko'; allowed: echo");
    assertThat(failure.isPassing()).isFalse();
  }

  @Test
  void aToolWhoseServerHasNotAnsweredYetIsTriedLater() {
    ToolFailure failure = failure("late", "{}");
    assertThat(failure.code()).isEqualTo("unavailable");
    assertThat(failure.isPassing()).isTrue();
    assertThat(failure.after()).isPositive();
  }

  @Test
  void argumentsAreCheckedBeforeItRuns() {
    ToolFailure failure = failure("echo", "{\"text\":7}");
    assertThat(failure.code()).isEqualTo("invalid_arguments");
    assertThat(failure).hasMessageContaining("arguments/text").hasMessageContaining("string");
    assertThat(calls).isEmpty();
  }

  @Test
  void whatItSaysOfItsFailureIsKept() {
    assertThat(failure("echo", "{\"text\":\"fail\"}").code()).isEqualTo("no_echo");
  }

  @Test
  void oneThatTakesTooLongIsLeftBehind() {
    ToolFailure failure = failure("echo", "{\"text\":\"hang\"}");
    assertThat(failure.code()).isEqualTo("timed_out");
    assertThat(failure.isPassing()).isTrue();
  }

  @Test
  void eachUserHasCallsOfTheirOwn() throws Exception {
    for (int i = 0; i < 3; i++) {
      run(ANN, "echo", "{\"text\":\"hi\"}");
    }
    ToolFailure failure = failure("echo", "{\"text\":\"hi\"}");
    assertThat(failure.code()).isEqualTo("rate_limited");
    assertThat(failure.after()).isEqualTo(Duration.ofSeconds(20));
    run(BOB, "echo", "{\"text\":\"hi\"}");
    ticker.advance(Duration.ofSeconds(20));
    run(ANN, "echo", "{\"text\":\"hi\"}");
    assertThatThrownBy(() -> run(ANN, "echo", "{\"text\":\"hi\"}")).isInstanceOf(ToolFailure.class);
  }
}
