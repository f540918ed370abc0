package org.waybill.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.document.TestDatabase;
import org.waybill.sql.Sql;
import org.waybill.task.TaskCommands;
import org.waybill.tool.Risk;

/** Several attempts of one task: nothing is delegated twice; on real rows. */
class DelegationRestartTest extends DelegationAttempts {

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
