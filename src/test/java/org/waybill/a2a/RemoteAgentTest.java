package org.waybill.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.json.Json;
import org.waybill.tool.Risk;

/** Configuration, cards and health. */
class RemoteAgentTest {

  private static RemoteAgentSpec spec(String json) {
    return RemoteAgentSpec.all(Json.read("{\"a\":" + json + "}")).get(0);
  }

  private static PeerCard card(String json, RemoteAgentSpec spec) throws IOException {
    return PeerCard.of(Json.read(json).asJsonObject(), spec);
  }

  @ParameterizedTest
  @EnumSource(PeerProtocol.class)
  void anAgentIsFoundByItsCardAndShowsHowItIs(PeerProtocol protocol) throws Exception {
    ScriptedPeer peer = new ScriptedPeer(protocol, true, (p, e, m) -> {});
    RemoteAgent agent = DelegationTest.connected(peer);
    JsonObject up = agent.toJson();
    assertThat(up.getString("state")).isEqualTo("up");
    assertThat(up.getString("protocolVersion")).isEqualTo(protocol.version());
    assertThat(up.getString("transport")).isEqualTo(protocol.transport());
    assertThat(up.getString("tool")).isEqualTo("a2a_peer");
    assertThat(up.getJsonArray("skills")).hasSize(1);
    assertThat(up.toString()).doesNotContain("secret");
    peer.close();
    agent.refresh();
    assertThat(agent.toJson().getString("state")).isEqualTo("down");
    assertThat(agent.toJson().getString("error")).isNotBlank();
    assertThat(agent.card()).as("the one that it showed last").isNotNull();
  }

  @Test
  void aPrivateAddressIsRefusedUnlessItIsAllowed() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(PeerProtocol.RPC, true, (p, e, m) -> {})) {
      RemoteAgent agent = new RemoteAgent(peer.spec(), DelegationTest.http("10.0.0.1"));
      agent.refresh();
      assertThat(agent.error()).contains("not public");
      assertThat(agent.card()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "nonsense",
        "{\"url\":7,\"skills\":{},\"capabilities\":[]}",
        "{\"supportedInterfaces\":[7,{\"url\":\":\",\"protocolBinding\":\"JSONRPC\"}]}",
        "{\"supportedInterfaces\":[{\"url\":\"http://127.0.0.1/x\",\"protocolBinding\":\"GRPC\"}]}"
      })
  void aCardThatCannotBeUsedIsAnErrorOfItsAgent(String card) throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(PeerProtocol.RPC, true, (p, e, m) -> {})) {
      peer.show(card);
      RemoteAgent agent = new RemoteAgent(peer.spec(), DelegationTest.http("127.0.0.1"));
      agent.refresh();
      assertThat(agent.error()).isNotBlank();
      assertThat(agent.card()).isNull();
    }
  }

  @Test
  void theNewestVersionOfACardIsUsed() throws Exception {
    RemoteAgentSpec spec = spec("{\"url\":\"https://x.example\"}");
    String both =
        """
        {"name":"B","protocolVersion":"0.3.0","url":"https://x.example/old","supportedInterfaces":[
          {"url":"https://x.example/old","protocolBinding":"JSONRPC","protocolVersion":"0.3"},
          {"url":"https://x.example/rest/","protocolBinding":"HTTP+JSON","protocolVersion":"1.0"},
          {"url":"https://x.example/rpc","protocolBinding":"JSONRPC","protocolVersion":"1.0",
            "tenant":"t"}]}""";
    PeerCard card = card(both, spec);
    assertThat(card.protocol()).isEqualTo(PeerProtocol.RPC);
    assertThat(card.address()).isEqualTo(URI.create("https://x.example/rpc"));
    assertThat(card.tenant()).isEqualTo("t");
    PeerCard old =
        card(
            """
            {"protocolVersion":"0.3.0","url":"https://x.example/g","preferredTransport":"GRPC",
              "additionalInterfaces":[{"url":"https://x.example/j","transport":"JSONRPC"}]}""",
            spec);
    assertThat(old.protocol()).isEqualTo(PeerProtocol.OLD_RPC);
    assertThat(old.address()).isEqualTo(URI.create("https://x.example/j"));
  }

  @Test
  void credentialsAreSentToNoOtherHostAndNotInTheClear() throws Exception {
    String elsewhere = "{\"protocolVersion\":\"0.3.0\",\"url\":\"https://evil.example/rpc\"}";
    String clear = "{\"protocolVersion\":\"0.3.0\",\"url\":\"http://x.example:443/rpc\"}";
    RemoteAgentSpec spec = spec("{\"url\":\"https://x.example\"}");
    for (String card : List.of(elsewhere, clear)) {
      assertThat(catchThrowableOfType(IOException.class, () -> card(card, spec)))
          .hasMessageContaining("allowed: the host of its URL");
    }
    RemoteAgentSpec wide = spec("{\"url\":\"https://x.example\",\"hosts\":[\"Evil.example\"]}");
    assertThat(card(elsewhere, wide).address().getHost()).isEqualTo("evil.example");
  }

  @Test
  void theCardIsLookedForInTheUsualPlaces() {
    assertThat(spec("{\"url\":\"https://x.example/a/\"}").cards())
        .containsExactly(
            URI.create("https://x.example/a/.well-known/agent-card.json"),
            URI.create("https://x.example/a/.well-known/agent.json"));
    assertThat(spec("{\"url\":\"https://x.example/my/card.json\"}").cards())
        .containsExactly(URI.create("https://x.example/my/card.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"A\":{\"url\":\"http://x/\"}}",
        "{\"a\":{}}",
        "{\"a\":7}",
        "{\"a\":{\"url\":\"ftp://x/\"}}",
        "{\"a\":{\"url\":\"http://x/\",\"command\":[\"sh\"]}}",
        "{\"a\":{\"url\":\"http://x/\",\"timeoutSeconds\":0}}",
        "{\"a\":{\"url\":\"http://x/\",\"headers\":{\"a\":1}}}",
        "{\"a\":{\"url\":\"http://x/\",\"hosts\":[1]}}",
        "{\"a\":{\"url\":\"http://x/\",\"risk\":\"none\"}}"
      })
  void aConfigurationThatCannotBeUsedSaysWhy(String wrong) {
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class, () -> RemoteAgentSpec.all(Json.read(wrong))))
        .isNotNull();
  }

  @Test
  void aConfigurationIsReadWholly() {
    assertThat(
            spec(
                """
                {"url":"http://x/a","headers":{"Authorization":"Bearer s"},"hosts":["y:8080"],
                  "risk":"read","repeatable":true,"timeoutSeconds":5}"""))
        .isEqualTo(
            new RemoteAgentSpec(
                "a",
                URI.create("http://x/a"),
                Map.of("Authorization", "Bearer s"),
                Set.of("y:8080"),
                Risk.READ,
                true,
                Duration.ofSeconds(5)));
  }
}
