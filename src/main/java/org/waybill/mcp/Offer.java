package org.waybill.mcp;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.waybill.json.Json;
import org.waybill.text.CutText;

/**
 * What a server offers, as it was last asked.
 *
 * @param tools as they were listed
 * @param resources with {@code uri}, {@code name}, {@code description} and {@code mimeType}
 * @param prompts with {@code name}, {@code description} and the names of their {@code arguments}
 */
record Offer(List<JsonObject> tools, JsonArray resources, JsonArray prompts) {

  static final Offer NONE =
      new Offer(List.of(), JsonArray.EMPTY_JSON_ARRAY, JsonArray.EMPTY_JSON_ARRAY);

  private static final int MOST_PAGES = 20;

  /** Of resources, and of prompts. */
  private static final int MOST_SHOWN = 500;

  private static final int LONGEST = 500;

  /** Calls a method of the server. */
  @FunctionalInterface
  interface Calls {
    JsonObject call(String method, JsonObject params) throws IOException, InterruptedException;
  }

  /**
   * Asks for everything.
   *
   * @param capabilities of the server: what it does not have is not asked for
   */
  static Offer of(Calls server, Set<String> capabilities) throws IOException, InterruptedException {
    List<JsonObject> tools = list(server, "tools");
    List<JsonObject> resources =
        capabilities.contains("resources") ? list(server, "resources") : List.of();
    List<JsonObject> prompts =
        capabilities.contains("prompts") ? list(server, "prompts") : List.of();
    return new Offer(
        tools,
        shown(resources, List.of("uri", "name", "description", "mimeType")),
        shown(prompts, List.of("name", "description")));
  }

  private static List<JsonObject> list(Calls server, String kind)
      throws IOException, InterruptedException {
    List<JsonObject> all = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonObjectBuilder params = Json.object();
      if (cursor != null) {
        params.add("cursor", cursor);
      }
      JsonObject result = server.call(kind + "/list", params.build());
      if (result.get(kind) instanceof JsonArray found) {
        found.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .forEach(all::add);
      }
      cursor = result.get("nextCursor") instanceof JsonString next ? next.getString() : null;
      if (cursor == null) {
        break;
      }
    }
    return all;
  }

  /** The texts of these names, cut; names of arguments, where there are any. */
  private static JsonArray shown(List<JsonObject> listed, List<String> names) {
    JsonArrayBuilder shown = Json.array();
    for (JsonObject each : listed.subList(0, Math.min(MOST_SHOWN, listed.size()))) {
      JsonObjectBuilder item = Json.object();
      for (String name : names) {
        text(each, name, item);
      }
      if (each.get("arguments") instanceof JsonArray arguments) {
        item.add("arguments", argumentNames(arguments));
      }
      shown.add(item);
    }
    return shown.build();
  }

  private static void text(JsonObject from, String name, JsonObjectBuilder to) {
    if (from.get(name) instanceof JsonString text) {
      to.add(name, CutText.of(text.getString(), LONGEST));
    }
  }

  private static JsonArray argumentNames(JsonArray arguments) {
    return Json.array(
            arguments.stream()
                .filter(JsonObject.class::isInstance)
                .map(argument -> argument.asJsonObject().getString("name", ""))
                .limit(MOST_SHOWN)
                .map(name -> CutText.of(name, LONGEST))
                .toList())
        .build();
  }
}
