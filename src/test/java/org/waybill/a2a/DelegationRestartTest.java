package org.waybill.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Outcome;
import org.waybill.json.Json;
import org.waybill.sql.Sql;
import org.waybill.task.AttemptResult;
import org.waybill.task.TaskCommands;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.worker.OnlyTask;

/** Several attempts of one task: nothing is delegated twice; on real rows. */
@Timeout(60)
class DelegationRestartTest {

  private static final JsonObject ARGUMENTS = Json.object().add("message", "Book it").build();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Duration hold = DelegationTest.HOLD;
  private Clock clock = Clock.systemUTC();
  private OnlyTask task;
  private DelegatedTasks delegated;
  private Callbacks callbacks;

  @BeforeEach
  void aTask() {
    Sql.update(TestDatabase.source(), "truncate delegated_task, delegation_callback");
    task = new OnlyTask(null, Map.of("waybill.public.url", "https://waybill.example"));
    delegated = task.world().bean(DelegatedTasks.class);
    callbacks = task.world().bean(Callbacks.class);
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  /** A call leaves its worker at its first look. */
  private void holdsNobody() {
    hold = Duration.ZERO;
  }

  private RemoteAgent agent(ScriptedPeer peer, Risk risk, boolean repeatable)
      throws InterruptedException {
    RemoteAgent agent =
        new RemoteAgent(peer.spec(risk, repeatable), DelegationTest.http("127.0.0.1"));
    agent.refresh();
    return agent;
  }

  /** An attempt until its end, as the runner of tools does it. */
  private AttemptResult attempt(RemoteAgent agent) {
    return attempt(agent, () -> false);
  }

  /** An attempt that is left when it has come to this. */
  private AttemptResult attempt(RemoteAgent agent, Callable<Boolean> left) {
    Tool tool = new DelegationTool(agent, delegated, callbacks, clock, hold);
    return task.attempt(
        context -> {
          Future<?> call = threads.submit(() -> tool.run(ARGUMENTS, new ToolCall("call", context)));
          try {
            await().until(() -> call.isDone() || left.call());
            return call.isDone() ? Outcome.done(call.get()) : Outcome.retry("left", null);
          } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolFailure failure && !failure.isPassing()) {
              return Outcome.giveUp(failure.code(), failure.getMessage());
            }
            throw (Exception) e.getCause();
          } finally {
            call.cancel(true);
          }
        });
  }

  private long rows() {
    return task.world().ask(Long.class, "select count(*) from delegated_task");
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void theNextAttemptGoesOnWithTheSameTask(PeerProtocol protocol) throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          peer.begin(exchange);
          peer.event(exchange, peer.task());
          new CountDownLatch(1).await();
        };
    try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      attempt(agent, () -> rows() == 1);
      assertThat(task.status()).isEqualTo("queued");
      assertThat(rows()).isEqualTo(1);
      peer.finish("booked");
      attempt(agent);
      assertThat(task.status()).isEqualTo("completed");
      assertThat(task.output()).contains("booked");
      assertThat(peer.messages()).hasSize(1);
      assertThat(rows()).isZero();
    }
  }

  private static ScriptedPeer working(PeerProtocol protocol) {
    return new ScriptedPeer(
        protocol,
        false,
        (peer, exchange, message) -> {
          peer.become("working", "on page 3");
          peer.reply(exchange, peer.task());
        });
  }

  private String snooze() {
    return task.world()
        .ask(
            String.class,
            "select data::text from task_event where kind = 'snoozed' order by seq desc limit 1");
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void aCallThatWaitsLeavesItsWorkerAtNoCostAndGoesOnLater(PeerProtocol protocol) throws Exception {
    holdsNobody();
    try (ScriptedPeer peer = working(protocol)) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      for (int i = 0; i < 5; i++) {
        attempt(agent);
        assertThat(task.status()).isEqualTo("queued");
      }
      assertThat(snooze()).contains("waits for the remote agent peer");
      assertThat(task.world().ask(Integer.class, "select failures from task")).isZero();
      assertThat(task.world().ask(String.class, "select progress_text from task"))
          .isEqualTo("waits for the remote agent peer: on page 3");
      peer.finish("booked");
      attempt(agent);
      assertThat(task.output()).contains("booked");
      assertThat(peer.messages()).hasSize(1);
      assertThat(rows()).isZero();
    }
  }

  /** As if the agent had worked for long already. */
  private void waitsForLong() {
    Sql.update(TestDatabase.source(), "update task set due_at = now() + interval '1 hour'");
  }

  private long due() {
    return task.world().ask(Long.class, "select count(*) from task where waits = 'ready'");
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void aCallbackWithItsTokenWakesTheTask(PeerProtocol protocol) throws Exception {
    holdsNobody();
    try (ScriptedPeer peer = working(protocol)) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      attempt(agent);
      waitsForLong();
      JsonObject registered = peer.callback();
      assertThat(registered.getString("url")).startsWith("https://waybill.example/a2a/callbacks/");
      UUID id = UUID.fromString(registered.getString("id"));
      String token = registered.getString("token");
      assertThat(callbacks.isKnown(id, token + "x")).isFalse();
      assertThat(callbacks.isKnown(UUID.randomUUID(), token)).isFalse();
      assertThat(callbacks.isKnown(id, null)).isFalse();
      assertThat(callbacks.isKnown(id, token)).isTrue();
      assertThat(due()).isZero();
      callbacks.call(id);
      callbacks.call(id);
      assertThat(due()).isEqualTo(1);
      assertThat(woken()).isEqualTo(1);
    }
  }

  private long woken() {
    return task.world()
        .ask(Long.class, "select count(*) from task_event where data = '{\"woken\":true}'");
  }

  @Test
  void aCallbackThatComesWhileItsTaskStillRunsIsNotLost() throws Exception {
    holdsNobody();
    try (ScriptedPeer peer = working(PeerProtocol.RPC)) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      Tool tool = new DelegationTool(agent, delegated, callbacks, clock, hold);
      task.attempt(
          context -> {
            try {
              tool.run(ARGUMENTS, new ToolCall("call", context));
              return Outcome.done(null);
            } finally {
              callbacks.call(UUID.fromString(peer.callback().getString("id")));
            }
          });
      waitsForLong();
      assertThat(due()).isZero();
      callbacks.wakeMissed();
      assertThat(due()).isEqualTo(1);
      attempt(agent);
      waitsForLong();
      callbacks.wakeMissed();
      assertThat(due()).as("it has looked").isZero();
    }
  }

  @Test
  void aCallbackDoesNotShortenTheGapAfterAFailure() throws Exception {
    holdsNobody();
    try (ScriptedPeer peer = working(PeerProtocol.RPC)) {
      attempt(agent(peer, Risk.WRITE, false));
      task.attempt(context -> Outcome.retry("failed", Duration.ofMinutes(1)));
      waitsForLong();
      callbacks.call(UUID.fromString(peer.callback().getString("id")));
      assertThat(due()).isZero();
    }
  }

  @Test
  void allAttemptsTogetherHaveTheTimeOfTheCall() throws Exception {
    holdsNobody();
    try (ScriptedPeer peer = working(PeerProtocol.RPC)) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      attempt(agent);
      assertThat(task.status()).isEqualTo("queued");
      clock = Clock.offset(clock, peer.spec().timeout());
      attempt(agent);
      assertThat(task.status()).isEqualTo("failed");
      assertThat(task.world().ask(String.class, "select reason from task")).isEqualTo("timed_out");
    }
  }

  /** It has taken the message; the answer is lost. */
  private static ScriptedPeer deafAtFirst() {
    return new ScriptedPeer(
        PeerProtocol.RPC,
        true,
        (peer, exchange, message) -> {
          if (peer.messages().size() > 1) {
            peer.finish("booked");
            peer.reply(exchange, peer.task());
          }
        });
  }

  @Test
  void aPersonIsAskedWhetherAMessageWhoseAnswerWasLostArrived() throws Exception {
    try (ScriptedPeer peer = deafAtFirst()) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      attempt(agent);
      assertThat(task.status()).isEqualTo("queued");
      attempt(agent);
      assertThat(task.status()).isEqualTo("input_required");
      assertThat(peer.messages()).hasSize(1);
      assertThat(task.answer("not done")).isTrue();
      attempt(agent);
      assertThat(task.output()).contains("booked");
      assertThat(peer.messages())
          .extracting(each -> each.getString("messageId"))
          .hasSize(2)
          .containsOnly(peer.messages().get(0).getString("messageId"));
    }
  }

  @Test
  void theSameMessageIsSentAgainWhereThatIsTheSameToTheAgent() throws Exception {
    for (Risk risk : Risk.values()) {
      aTask();
      try (ScriptedPeer peer = deafAtFirst()) {
        RemoteAgent agent = agent(peer, risk, risk == Risk.WRITE);
        attempt(agent);
        attempt(agent);
        assertThat(task.status()).isEqualTo("completed");
        assertThat(peer.messages())
            .extracting(each -> each.getString("messageId"))
            .hasSize(2)
            .containsOnly(peer.messages().get(0).getString("messageId"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void aQuestionOfTheAgentIsAQuestionOfTheTask(PeerProtocol protocol) throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          if (peer.messages().size() == 1) {
            peer.become("input-required", "Which day?");
            peer.reply(exchange, peer.task());
          } else {
            // It shows its question for a moment longer.
            peer.reply(exchange, peer.task());
            peer.awaitAnswer();
            peer.finish("booked");
          }
        };
    try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      attempt(agent);
      assertThat(task.status()).isEqualTo("input_required");
      assertThat(task.world().ask(String.class, "select question::text from task"))
          .contains("Which day?");
      assertThat(task.answer("Friday")).isTrue();
      attempt(agent);
      assertThat(task.output()).contains("booked");
      JsonObject answer = peer.messages().get(1);
      assertThat(answer.getString("taskId")).isEqualTo("t-1");
      assertThat(answer.getString("contextId")).isEqualTo("c-1");
      assertThat(answer.toString()).contains("Friday");
      assertThat(peer.messages()).hasSize(2);
    }
  }

  @Test
  void aTaskThatHasEndedCancelsTheAgentsTaskOnce() throws Exception {
    for (PeerProtocol protocol : PeerProtocol.values()) {
      aTask();
      ScriptedPeer.Script script =
          (peer, exchange, message) -> {
            peer.become("input-required", "Which day?");
            peer.reply(exchange, peer.task());
          };
      try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
        RemoteAgent agent = agent(peer, Risk.WRITE, false);
        attempt(agent);
        DelegationCleanup cleanup = task.world().bean(DelegationCleanup.class);
        cleanup.runOnce(name -> Optional.of(agent));
        assertThat(peer.count("ancel")).as("it still waits").isZero();
        Sql.update(TestDatabase.source(), "update task set status = 'cancelled'");
        cleanup.runOnce(name -> Optional.of(agent));
        cleanup.runOnce(name -> Optional.of(agent));
        assertThat(peer.count("ancel")).isEqualTo(1);
      }
    }
  }

  @Test
  void aCancellationThatCannotBeDeliveredIsTriedAgain() throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          peer.become("input-required", "Which day?");
          peer.reply(exchange, peer.task());
        };
    ScriptedPeer peer = new ScriptedPeer(PeerProtocol.RPC, true, script);
    RemoteAgent agent = agent(peer, Risk.WRITE, false);
    attempt(agent);
    peer.close();
    Sql.update(TestDatabase.source(), "update task set status = 'failed'");
    task.world().bean(DelegationCleanup.class).runOnce(name -> Optional.of(agent));
    assertThat(
            task.world()
                .ask(
                    Long.class,
                    "select count(*) from delegated_task where cancelled_at is null and tries = 1"
                        + " and cancel_at > now()"))
        .isEqualTo(1);
  }

  @Test
  void aTaskThatIsStartedAgainAfterAFailureIsDelegatedAgain() throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          peer.become("failed", "no paper left");
          if (peer.messages().size() == 2) {
            peer.finish("printed");
          }
          peer.reply(exchange, peer.task());
        };
    try (ScriptedPeer peer = new ScriptedPeer(PeerProtocol.RPC, false, script)) {
      RemoteAgent agent = agent(peer, Risk.WRITE, false);
      attempt(agent);
      assertThat(task.status()).isEqualTo("failed");
      UUID id = task.world().ask(UUID.class, "select id from task");
      assertThat(task.world().bean(TaskCommands.class).retry(id)).isTrue();
      peer.become("failed", "no paper left");
      attempt(agent);
      assertThat(task.output()).contains("printed");
      assertThat(peer.messages()).hasSize(2);
    }
  }
}
