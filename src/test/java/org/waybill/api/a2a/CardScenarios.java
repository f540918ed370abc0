package org.waybill.api.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** How others find out what is offered. */
interface CardScenarios extends Scenarios {

  String CARD = "/.well-known/agent-card.json";

  private Api.Answer card(String... headers) {
    Api api = operator().api();
    HttpRequest.Builder request = HttpRequest.newBuilder(api.base().resolve(CARD));
    return api.send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  @Test
  default void theCardIsThereForEverybody() {
    Api.Answer answer = card();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.object())
        .containsKeys(
            "name",
            "description",
            "version",
            "capabilities",
            "defaultInputModes",
            "defaultOutputModes",
            "skills",
            "supportedInterfaces",
            "securitySchemes",
            "securityRequirements");
  }

  @Test
  default void theCardIsKeptUntilItChanges() {
    Api.Answer first = card();
    assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("max-age=300");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(card("If-None-Match", tag).status()).isEqualTo(304);
    assertThat(card("If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  default void eachInterfaceIsWhereTheCardSays() {
    String base = operator().api().base().toString();
    List<String> interfaces =
        card().object().getJsonArray("supportedInterfaces").stream()
            .map(JsonValue::asJsonObject)
            .map(
                each ->
                    String.join(
                        " ",
                        each.getString("protocolVersion"),
                        each.getString("protocolBinding"),
                        each.getString("url")))
            .toList();
    assertThat(interfaces)
        .containsExactly(
            "1.0 JSONRPC " + base + "/a2a",
            "1.0 HTTP+JSON " + base + "/a2a/v1",
            "0.3 JSONRPC " + base + "/a2a",
            "0.3 HTTP+JSON " + base + "/a2a");
  }

  @Test
  default void theOlderVersionsClientsFindTheirMembers() {
    JsonObject card = card().object();
    assertThat(card.getString("protocolVersion")).isEqualTo("0.3.0");
    assertThat(card.getString("url")).endsWith("/a2a");
    assertThat(card.getString("preferredTransport")).isEqualTo("JSONRPC");
    assertThat(card.getBoolean("supportsAuthenticatedExtendedCard")).isTrue();
    JsonObject scheme = card.getJsonObject("securitySchemes").getJsonObject("bearer");
    assertThat(scheme.getString("type")).isEqualTo("http");
    assertThat(scheme.getJsonObject("httpAuthSecurityScheme").getString("scheme"))
        .isEqualTo("Bearer");
  }

  @Test
  default void whoeverHasATokenSeesMoreOfTheCard() {
    JsonObject extended = operator().result("GetExtendedAgentCard", "{}");
    assertThat(extended.getJsonArray("skills")).hasSize(2);
    assertThat(card().object().getJsonArray("skills")).hasSize(1);
    assertThat(card().object().getJsonObject("capabilities").getBoolean("extendedAgentCard"))
        .isTrue();
  }

  @Test
  default void theCardHasTheVersionOfTheApi() {
    String api = operator().api().get("/openapi?format=json").body().toString();
    assertThat(api).contains(AgentCard.VERSION);
  }
}
