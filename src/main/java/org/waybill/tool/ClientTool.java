package org.waybill.tool;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.waybill.json.Json;

/**
 * A tool that the client of a task offers and runs itself: the server never executes it, and its
 * result agrees to nothing.
 *
 * @param name unlike those of all tools of the server
 * @param parameters JSON Schema of its arguments, as JSON text
 */
public record ClientTool(String name, String description, String parameters) {

  /** As a task's input keeps them: an array of {@code {name, description, parameters}}. */
  public static JsonArray toJson(List<ClientTool> tools) {
    JsonArrayBuilder all = Json.array();
    for (ClientTool tool : tools) {
      all.add(
          Json.object()
              .add("name", tool.name())
              .add("description", tool.description())
              .add("parameters", Json.read(tool.parameters())));
    }
    return all.build();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param kept null for none
   * @throws IllegalArgumentException if it is something else
   */
  public static List<ClientTool> of(JsonArray kept) {
    if (kept == null) {
      return List.of();
    }
    try {
      return kept.getValuesAs(JsonObject.class).stream().map(ClientTool::of).toList();
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(
          "clientTools is invalid; allowed: an array of {\"name\", \"description\", \"parameters\"}",
          e);
    }
  }

  private static ClientTool of(JsonObject kept) {
    return new ClientTool(
        kept.getString("name"),
        kept.getString("description"),
        kept.getJsonObject("parameters").toString());
  }
}
