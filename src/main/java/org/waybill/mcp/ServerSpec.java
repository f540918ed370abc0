package org.waybill.mcp;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.waybill.config.JsonSettings;
import org.waybill.tool.Risk;

/**
 * A configured server.
 *
 * @param url null for a process
 * @param command that starts it; empty for a server over HTTP
 * @param env of the process, in addition to the path, the home and the language of this one
 * @param headers sent with every request, such as {@code Authorization}; never shown
 * @param tools those that may be used; empty for all
 * @param risks by tool; of others their server says whether they only read
 * @param timeout of one call
 */
record ServerSpec(
    String name,
    URI url,
    List<String> command,
    Map<String, String> env,
    Map<String, String> headers,
    Set<String> tools,
    Map<String, Risk> risks,
    Duration timeout) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,19}");
  private static final Set<String> MEMBERS =
      Set.of("url", "command", "env", "headers", "tools", "risks", "timeoutSeconds");
  private static final int USUAL_SECONDS = 60;

  /** Of everything but a call of a tool. */
  private static final Duration SHORT = Duration.ofSeconds(20);

  private static final int MOST_SECONDS = 3_600;

  /**
   * Reads {@code {"name": {"url": …}}}.
   *
   * @param isFile whether it comes from a file: only there may commands stand
   * @throws IllegalArgumentException naming what is wrong
   */
  static List<ServerSpec> all(JsonValue json, boolean isFile) {
    if (!(json instanceof JsonObject servers)) {
      throw new IllegalArgumentException("it is no JSON object; allowed: {\"name\": {\"url\": …}}");
    }
    return servers.entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue(), isFile))
        .toList();
  }

  private static ServerSpec of(String name, JsonValue value, boolean isFile) {
    JsonSettings.require(
        NAME.matcher(name).matches(),
        name,
        "is no name",
        "up to 20 lower-case letters, digits and _, beginning with a letter");
    try {
      JsonObject json = value.asJsonObject();
      Set<String> unknown = new TreeSet<>(json.keySet());
      unknown.removeAll(MEMBERS);
      JsonSettings.require(
          unknown.isEmpty(), name, "has " + unknown, String.join(", ", new TreeSet<>(MEMBERS)));
      int seconds = json.getInt("timeoutSeconds", USUAL_SECONDS);
      JsonSettings.require(
          seconds >= 1 && seconds <= MOST_SECONDS,
          name + ".timeoutSeconds",
          "is " + seconds,
          "1 to " + MOST_SECONDS);
      List<String> command =
          json.getOrDefault("command", JsonArray.EMPTY_JSON_ARRAY)
              .asJsonArray()
              .getValuesAs(JsonString::getString);
      boolean isProcess = json.containsKey("command");
      JsonSettings.require(
          !isProcess || isFile, name + ".command", "is not in a file", "commands in a file");
      JsonSettings.require(
          !isProcess || !command.isEmpty(), name + ".command", "is empty", "texts");
      JsonSettings.require(
          isProcess != json.containsKey("url"), name, "has both or neither", "url or command");
      return new ServerSpec(
          name,
          isProcess ? null : JsonSettings.url(name + ".url", json.getString("url", "")),
          command,
          JsonSettings.texts(json.getOrDefault("env", JsonValue.EMPTY_JSON_OBJECT).asJsonObject()),
          JsonSettings.texts(
              json.getOrDefault("headers", JsonValue.EMPTY_JSON_OBJECT).asJsonObject()),
          Set.copyOf(
              json.getOrDefault("tools", JsonArray.EMPTY_JSON_ARRAY)
                  .asJsonArray()
                  .getValuesAs(JsonString::getString)),
          risks(name, json.getOrDefault("risks", JsonValue.EMPTY_JSON_OBJECT).asJsonObject()),
          Duration.ofSeconds(seconds));
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(name + " has a member of the wrong JSON type", e);
    }
  }

  /** How long a method may take. */
  Duration limit(String method) {
    boolean isCall = method.equals("tools/call");
    return isCall || timeout.compareTo(SHORT) < 0 ? timeout : SHORT;
  }

  /** Whether it is a process of this node. */
  boolean isProcess() {
    return !command.isEmpty();
  }

  private static Map<String, Risk> risks(String name, JsonObject json) {
    Map<String, Risk> risks = new LinkedHashMap<>();
    JsonSettings.texts(json)
        .forEach(
            (tool, risk) -> {
              JsonSettings.require(
                  risk.equals("read") || risk.equals("write"),
                  name + ".risks." + tool,
                  "is '" + risk + "'",
                  "read, write");
              risks.put(tool, Risk.valueOf(risk.toUpperCase(Locale.ROOT)));
            });
    return Map.copyOf(risks);
  }
}
