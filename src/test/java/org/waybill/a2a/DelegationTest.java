package org.waybill.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.config.Settings;
import org.waybill.handler.NothingDone;
import org.waybill.handler.RecordedContext;
import org.waybill.json.Json;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;

/** One attempt, against a peer of either version. */
@Timeout(60)
class DelegationTest {

  static final Duration HOLD = Duration.ofSeconds(20);

  private final RecordedContext context =
      new RecordedContext(new Owner("acme", "ann"), UUID.randomUUID(), 1);

  static SafeHttpClient http(String allowed) {
    return new SafeHttpClient(
        new Settings(Map.of("waybill.outbound.allow", allowed)::get), new Ticker());
  }

  static RemoteAgent connected(ScriptedPeer peer) throws InterruptedException {
    RemoteAgent agent = new RemoteAgent(peer.spec(), http("127.0.0.1"));
    agent.refresh();
    assertThat(agent.error()).isNull();
    return agent;
  }

  /** Rows are another test's. */
  private static final class NoRows extends DelegatedTasks {
    @Override
    void add(Delegated delegated) {
      // Not kept.
    }

    @Override
    void remove(Delegated delegated) {
      // Not kept.
    }

    @Override
    boolean isOpen(UUID task, String agent) {
      return false;
    }

    @Override
    boolean isCancelled(Delegated delegated) {
      return false;
    }
  }

  private static final class NoCallbacks extends Callbacks {
    @Override
    Optional<Callback> create(ToolCall call) {
      return Optional.empty();
    }

    @Override
    void looks(ToolCall call) {
      // Nobody calls.
    }
  }

  private JsonObject run(ScriptedPeer peer) throws Exception {
    Tool tool =
        new DelegationTool(
            connected(peer), new NoRows(), new NoCallbacks(), Clock.systemUTC(), HOLD);
    JsonObject arguments = Json.object().add("message", "Look it up").build();
    return tool.run(arguments, new ToolCall("call", context)).asJsonObject();
  }

  private ToolFailure failure(ScriptedPeer peer) {
    return catchThrowableOfType(ToolFailure.class, () -> run(peer));
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void whatAPeerStreamsIsProgressAndItsArtifactsAreTheResult(PeerProtocol protocol)
      throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          peer.begin(exchange);
          peer.event(exchange, peer.task());
          peer.event(exchange, peer.update("working", "thinking"));
          peer.event(exchange, peer.piece("It is "));
          peer.finish("It is blue.");
          peer.event(exchange, peer.update("completed", ""));
        };
    try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
      JsonObject result = run(peer);
      assertThat(result.getString("text")).isEqualTo("It is blue.");
      assertThat(result.getString("contextId")).isEqualTo("c-1");
      assertThat(result.getString("taskId")).isEqualTo("t-1");
      assertThat(context.progress()).contains("0 thinking", "0 It is");
      assertThat(peer.messages()).hasSize(1);
      assertThat(peer.messages().get(0).getString("role"))
          .isEqualTo(protocol == PeerProtocol.OLD_RPC ? "user" : "ROLE_USER");
    }
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void aPeerThatDoesNotStreamIsAskedUntilItHasEnded(PeerProtocol protocol) throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          peer.become("working", "half of it");
          peer.reply(exchange, peer.task());
          peer.awaitAnswer();
          peer.finish("done");
        };
    try (ScriptedPeer peer = new ScriptedPeer(protocol, false, script)) {
      assertThat(run(peer).getString("text")).isEqualTo("done");
      assertThat(context.progress()).contains("0 half of it");
      assertThat(peer.count("ubscribe")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void anAnswerWithoutATaskIsTheResult(PeerProtocol protocol) throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> peer.reply(exchange, peer.answer("Hello"));
    try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
      JsonObject result = run(peer);
      assertThat(result.getString("text")).isEqualTo("Hello");
      assertThat(result.getString("taskId")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void aStreamThatBreaksIsOpenedAgainAndTheMessageIsSentOnce(PeerProtocol protocol)
      throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          peer.begin(exchange);
          peer.event(exchange, peer.task());
          exchange.close();
          peer.awaitRequest("ubscribe");
          peer.finish("after all");
        };
    try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
      assertThat(run(peer).getString("text")).isEqualTo("after all");
      assertThat(peer.messages()).hasSize(1);
      assertThat(peer.count("ubscribe")).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"failed", "rejected", "canceled", "auth-required"})
  void aTaskThatEndsOtherwiseIsAFailureWithItsReason(String state) throws Exception {
    for (PeerProtocol protocol : PeerProtocol.values()) {
      ScriptedPeer.Script script =
          (peer, exchange, message) -> {
            peer.become(state, "no paper left");
            peer.reply(exchange, peer.task());
          };
      try (ScriptedPeer peer = new ScriptedPeer(protocol, false, script)) {
        ToolFailure failure = failure(peer);
        assertThat(failure.code()).isEqualTo("agent_" + state.replace('-', '_'));
        assertThat(failure).hasMessageContaining("no paper left");
        assertThat(failure.isPassing()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void aTaskThatThePeerHasForgottenHasFailed(PeerProtocol protocol) throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> {
          peer.reply(exchange, peer.task());
          peer.forget();
        };
    try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
      assertThat(failure(peer)).hasMessageContaining("does not know the task any more");
    }
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void aRefusalIsFinalAndIsShown(PeerProtocol protocol) throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> peer.fail(exchange, -32602, 400, "no such skill");
    try (ScriptedPeer peer = new ScriptedPeer(protocol, true, script)) {
      ToolFailure failure = failure(peer);
      assertThat(failure.code()).isEqualTo("refused_by_agent");
      assertThat(failure).hasMessageContaining("no such skill");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 503})
  void aPeerThatTakesNoMessagesNowHasDoneNothing(int status) throws Exception {
    ScriptedPeer.Script script =
        (peer, exchange, message) -> peer.send(exchange, status, "text/plain", "go away");
    try (ScriptedPeer peer = new ScriptedPeer(PeerProtocol.RPC, true, script)) {
      assertThat(catchThrowableOfType(NothingDone.class, () -> run(peer)))
          .hasMessageContaining("HTTP status " + status);
    }
  }

  @Test
  void whatIsNoAnswerLeavesTheMessageInDoubt() throws Exception {
    String large = "\"" + "x".repeat(9 << 20) + "\"";
    for (String nonsense :
        List.of("", "[]", "{}", "<html>", "{\"result\":[]}", "{\"result\":{\"id\":7}}", large)) {
      for (String type : List.of("application/json", "text/event-stream")) {
        String body = type.startsWith("text") ? "data: " + nonsense + "\n\n" : nonsense;
        ScriptedPeer.Script script =
            (peer, exchange, message) -> peer.send(exchange, 200, type, body);
        try (ScriptedPeer peer = new ScriptedPeer(PeerProtocol.RPC, true, script)) {
          ToolFailure failure = failure(peer);
          assertThat(failure.code()).isEqualTo("connection_lost");
          assertThat(failure.isPassing()).isTrue();
        }
      }
    }
  }

  @Test
  void aPeerThatIsNotThereHasDoneNothing() throws Exception {
    ScriptedPeer peer = new ScriptedPeer(PeerProtocol.RPC, true, (p, e, m) -> {});
    Tool tool =
        new DelegationTool(
            connected(peer), new NoRows(), new NoCallbacks(), Clock.systemUTC(), HOLD);
    peer.close();
    JsonObject arguments = Json.object().add("message", "Hello?").build();
    assertThat(
            catchThrowableOfType(
                NothingDone.class, () -> tool.run(arguments, new ToolCall("call", context))))
        .hasMessageContaining("not reachable");
  }

  @Test
  void anAgentWhoseCardIsNotKnownYetIsAskedForIt() throws Exception {
    ScriptedPeer peer =
        new ScriptedPeer(PeerProtocol.RPC, true, (p, e, m) -> p.reply(e, p.answer("Hello")));
    JsonObject arguments = Json.object().add("message", "Hello?").build();
    ToolCall call = new ToolCall("call", context);
    Tool first =
        new DelegationTool(
            new RemoteAgent(peer.spec(), http("127.0.0.1")),
            new NoRows(),
            new NoCallbacks(),
            Clock.systemUTC(),
            HOLD);
    assertThat(first.run(arguments, call).asJsonObject().getString("text")).isEqualTo("Hello");
    Tool second =
        new DelegationTool(
            new RemoteAgent(peer.spec(), http("127.0.0.1")),
            new NoRows(),
            new NoCallbacks(),
            Clock.systemUTC(),
            HOLD);
    peer.close();
    assertThat(catchThrowableOfType(NothingDone.class, () -> second.run(arguments, call)))
        .hasMessageContaining("Remote agent peer");
  }

  @Test
  void theToolSaysWhatTheAgentIsGoodFor() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(PeerProtocol.REST, true, (p, e, m) -> {})) {
      Tool tool =
          new DelegationTool(
              connected(peer), new NoRows(), new NoCallbacks(), Clock.systemUTC(), HOLD);
      assertThat(tool.spec().name()).isEqualTo("a2a_peer");
      assertThat(tool.spec().source()).isEqualTo("a2a:peer");
      assertThat(tool.spec().risk()).isEqualTo(Risk.WRITE);
      assertThat(tool.spec().description()).contains("Looks things up.", "Look up");
      assertThat(tool.summary(Json.object().add("message", "Hi").build()))
          .contains("peer", "Hi")
          .doesNotContain("secret");
    }
  }
}
