package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.waybill.json.Json;

/** The agent card, for the clients of both versions: each reads the members that it knows. */
@ApplicationScoped
class AgentCard {

  static final String VERSION = "0.1.0";

  private static final String RPC = "JSONRPC";
  private static final String HTTP = "HTTP+JSON";
  private static final String SCHEME = "bearer";

  /**
   * The public card.
   *
   * @param base public base URL of this server
   */
  CharSequence open(String base) {
    return text(base, array(Skills.CHAT));
  }

  /** The card for callers with a token, which adds the skills that use their documents. */
  CharSequence extended(String base) {
    return text(base, array(Skills.CHAT, Skills.DOCUMENTS));
  }

  private static CharSequence text(String base, JsonArray skills) {
    JsonObjectBuilder card =
        Json.object()
            .add("name", "Waybill")
            .add(
                "description",
                "Runs each message as a durable task: it is answered once, survives restarts, and"
                    + " can be watched, cancelled and queried later.")
            .add("version", VERSION)
            .add("capabilities", capabilities())
            .add("defaultInputModes", texts(Skills.INPUT))
            .add("defaultOutputModes", texts(Skills.OUTPUT))
            .add("skills", skills)
            .add("securitySchemes", Json.object().add(SCHEME, scheme()));
    forCurrent(card, base);
    forLegacy(card, base);
    return card.build().toString();
  }

  /** Members for version 1.0 only. */
  private static void forCurrent(JsonObjectBuilder card, String base) {
    card.add(
        "supportedInterfaces",
        Json.array()
            .add(supported(base + "/a2a", RPC, ProtocolVersion.V1_0))
            .add(supported(base + "/a2a/v1", HTTP, ProtocolVersion.V1_0))
            .add(supported(base + "/a2a", RPC, ProtocolVersion.V0_3))
            .add(supported(base + "/a2a", HTTP, ProtocolVersion.V0_3_HTTP)));
    JsonObjectBuilder none = Json.object().add("list", Json.array());
    card.add(
        "securityRequirements",
        Json.array().add(Json.object().add("schemes", Json.object().add(SCHEME, none))));
  }

  private static JsonObjectBuilder supported(
      String url, String binding, ProtocolVersion protocolVersion) {
    return Json.object()
        .add("url", url)
        .add("protocolBinding", binding)
        .add("protocolVersion", protocolVersion.number());
  }

  /** Members for version 0.3 only; its clients append {@code /v1} to the address themselves. */
  private static void forLegacy(JsonObjectBuilder card, String base) {
    String url = base + "/a2a";
    card.add("protocolVersion", "0.3.0")
        .add("url", url)
        .add("preferredTransport", RPC)
        .add(
            "additionalInterfaces",
            Json.array()
                .add(Json.object().add("url", url).add("transport", RPC))
                .add(Json.object().add("url", url).add("transport", HTTP)))
        .add("supportsAuthenticatedExtendedCard", true)
        .add("security", Json.array().add(Json.object().add(SCHEME, Json.array())));
  }

  private static JsonObject capabilities() {
    return Json.object()
        .add("streaming", true)
        .add("pushNotifications", true)
        .add("extendedAgentCard", true)
        .add("stateTransitionHistory", false)
        .add("extensions", Json.array())
        .build();
  }

  /** Version 1.0 states the kind of a scheme by a member name, 0.3 by a type. */
  private static JsonObjectBuilder scheme() {
    String description = "An API token of this server.";
    return Json.object()
        .add("type", "http")
        .add("scheme", SCHEME)
        .add("description", description)
        .add(
            "httpAuthSecurityScheme",
            Json.object().add("scheme", "Bearer").add("description", description));
  }

  private static JsonArray array(JsonObject... skills) {
    JsonArrayBuilder array = Json.array();
    List.of(skills).forEach(array::add);
    return array.build();
  }

  static JsonArray texts(List<String> texts) {
    JsonArrayBuilder array = Json.array();
    texts.forEach(array::add);
    return array.build();
  }
}
