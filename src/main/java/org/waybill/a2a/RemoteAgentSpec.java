package org.waybill.a2a;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.waybill.config.JsonSettings;
import org.waybill.tool.Risk;

/**
 * A configured agent.
 *
 * @param url of the agent, or of its card if it ends with {@code .json}
 * @param headers sent with every request, such as {@code Authorization}; never shown
 * @param hosts that its card may name besides that of the URL, with {@code :port} if it is unusual
 * @param repeatable whether it takes a message that comes again for the same message
 * @param timeout of one call
 */
record RemoteAgentSpec(
    String name,
    URI url,
    Map<String, String> headers,
    Set<String> hosts,
    Risk risk,
    boolean repeatable,
    Duration timeout) {

  private static final int LONGEST_NAME = 40;
  private static final Set<String> MEMBERS =
      Set.of("url", "headers", "hosts", "risk", "repeatable", "timeoutSeconds");
  private static final int USUAL_SECONDS = 600;
  private static final int MOST_SECONDS = 86_400;

  /**
   * Reads {@code {"name": {"url": …}}}.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static List<RemoteAgentSpec> all(JsonValue json) {
    return JsonSettings.entries(json, LONGEST_NAME, MEMBERS, RemoteAgentSpec::of);
  }

  private static RemoteAgentSpec of(String name, JsonObject json) {
    String risk = json.getString("risk", Risk.WRITE.label());
    JsonSettings.require(
        risk.equals("read") || risk.equals("write"),
        name + ".risk",
        "is '" + risk + "'",
        "read, write");
    return new RemoteAgentSpec(
        name,
        JsonSettings.url(name + ".url", json.getString("url", "")),
        JsonSettings.texts(
            json.getOrDefault("headers", JsonValue.EMPTY_JSON_OBJECT).asJsonObject()),
        Set.copyOf(
            json.getOrDefault("hosts", JsonArray.EMPTY_JSON_ARRAY)
                .asJsonArray()
                .getValuesAs(each -> ((JsonString) each).getString().toLowerCase(Locale.ROOT))),
        Risk.valueOf(risk.toUpperCase(Locale.ROOT)),
        json.getBoolean("repeatable", false),
        JsonSettings.timeout(name, json, USUAL_SECONDS, MOST_SECONDS));
  }

  /** Where its card may be, in the order in which that is tried. */
  List<URI> cards() {
    String path = url.getPath() == null ? "" : url.getPath();
    if (path.endsWith(".json")) {
      return List.of(url);
    }
    String base = url.toString().replaceFirst("/$", "");
    return List.of(
        URI.create(base + "/.well-known/agent-card.json"),
        URI.create(base + "/.well-known/agent.json"));
  }

  /** Whether its card may name this address, to which the headers are sent then. */
  boolean allows(URI address) {
    String host = authority(address);
    boolean same = host.equals(authority(url));
    boolean weaker = "https".equals(url.getScheme()) && !"https".equals(address.getScheme());
    return (same || hosts.contains(host)) && !weaker;
  }

  private static String authority(URI uri) {
    int usual = "https".equals(uri.getScheme()) ? 443 : 80;
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return uri.getPort() < 0 || uri.getPort() == usual ? host : host + ":" + uri.getPort();
  }
}
