package org.waybill.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.waybill.document.TestDatabase;
import org.waybill.handler.Outcome;
import org.waybill.sql.Sql;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;

/** Calls that leave their worker while the agent works, and are woken by it. */
class DelegationWaitTest extends DelegationAttempts {

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
}
