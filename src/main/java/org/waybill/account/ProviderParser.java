package org.waybill.account;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one provider of the configuration. */
final class ProviderParser {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "label",
          "kind",
          "baseUrl",
          "tools",
          "authorizationEndpoint",
          "tokenEndpoint",
          "clientId",
          "clientSecret",
          "scopes",
          "host",
          "port",
          "security");
  private static final int SUBMISSION_PORT = 587;
  private static final int LAST_PORT = 65_535;

  private final String place;
  private final JsonObject json;

  private ProviderParser(String place, JsonObject json) {
    this.place = place;
    this.json = json;
  }

  /**
   * @param place such as {@code [2]}, for errors
   */
  static Provider read(String place, JsonValue value) {
    if (!(value instanceof JsonObject json)) {
      throw new InvalidProviders(place + " is no object");
    }
    return new ProviderParser(place, json).read();
  }

  private Provider read() {
    for (String member : json.keySet()) {
      require(MEMBERS.contains(member), member, "is unknown");
    }
    String name = required("name");
    require(NAME.matcher(name).matches(), "name", "is not allowed; allowed: " + NAME.pattern());
    AccountKind kind =
        AccountKind.find(required("kind"))
            .orElseThrow(() -> wrong("kind", "is unknown; allowed: " + kinds()));
    return new Provider(
        name,
        text("label", name),
        kind,
        json.containsKey("baseUrl") ? url("baseUrl") : null,
        texts("tools"),
        kind == AccountKind.OAUTH2 ? client() : null,
        kind == AccountKind.SMTP ? mailServer() : null);
  }

  private Provider.Client client() {
    return new Provider.Client(
        url("authorizationEndpoint"),
        url("tokenEndpoint"),
        required("clientId"),
        text("clientSecret", null),
        texts("scopes"));
  }

  private Provider.MailHost mailServer() {
    int port = json.getInt("port", SUBMISSION_PORT);
    require(port >= 1 && port <= LAST_PORT, "port", "is not allowed; allowed: 1 to " + LAST_PORT);
    String security = text("security", "starttls");
    require(
        Set.of("none", "starttls", "tls").contains(security),
        "security",
        "is unknown; allowed: none, starttls, tls");
    return new Provider.MailHost(required("host"), port, security);
  }

  private URI url(String member) {
    String text = required(member).replaceAll("/+$", "");
    try {
      URI uri = URI.create(text);
      require(Set.of("http", "https").contains(String.valueOf(uri.getScheme())), member, NO_URL);
      require(uri.getHost() != null && uri.getRawUserInfo() == null, member, NO_URL);
      return uri;
    } catch (IllegalArgumentException e) {
      throw wrong(member, NO_URL);
    }
  }

  private static final String NO_URL = "is no http or https URL";

  private String required(String member) {
    String text = text(member, null);
    require(text != null && !text.isBlank(), member, "is missing");
    return text;
  }

  private String text(String member, String standard) {
    JsonValue value = json.get(member);
    require(value == null || value instanceof JsonString, member, "is no text");
    return value == null ? standard : ((JsonString) value).getString();
  }

  private List<String> texts(String member) {
    JsonValue value = json.getOrDefault(member, JsonValue.EMPTY_JSON_ARRAY);
    require(value.getValueType() == JsonValue.ValueType.ARRAY, member, "is no array of texts");
    for (JsonValue each : value.asJsonArray()) {
      require(each instanceof JsonString, member, "is no array of texts");
    }
    return value.asJsonArray().getValuesAs(JsonString::getString);
  }

  private void require(boolean allowed, String member, String otherwise) {
    if (!allowed) {
      throw wrong(member, otherwise);
    }
  }

  private InvalidProviders wrong(String member, String what) {
    return new InvalidProviders(place + "." + member + " " + what);
  }

  private static String kinds() {
    return Stream.of(AccountKind.values())
        .map(AccountKind::label)
        .collect(Collectors.joining(", "));
  }
}
