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

  private static final int LONGEST_NAME = 20;
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
    return JsonSettings.entries(
        json, LONGEST_NAME, MEMBERS, (name, entry) -> of(name, entry, isFile));
  }

  private static ServerSpec of(String name, JsonObject json, boolean isFile) {
    List<String> command =
        json.getOrDefault("command", JsonArray.EMPTY_JSON_ARRAY)
            .asJsonArray()
            .getValuesAs(JsonString::getString);
    boolean isProcess = json.containsKey("command");
    JsonSettings.require(
        !isProcess || isFile, name + ".command", "is not in a file", "commands in a file");
    JsonSettings.require(!isProcess || !command.isEmpty(), name + ".command", "is empty", "texts");
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
        JsonSettings.timeout(name, json, USUAL_SECONDS, MOST_SECONDS));
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
