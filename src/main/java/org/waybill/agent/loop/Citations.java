package org.waybill.agent.loop;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waybill.agent.Citation;
import org.waybill.agent.CitationMarkers;
import org.waybill.json.Json;
import org.waybill.model.RequestedCall;

/**
 * Numbers the passages that an agent finds in documents, over all its searches: one that is found
 * again keeps its number. The same in each attempt, since results of tools are.
 */
final class Citations {

  private static final String SEARCH = "search";
  private static final int MOST = 999;

  private final Map<JsonValue, Citation> byPassage = new LinkedHashMap<>();

  /** The result as the model reads it. */
  CallResult numbered(RequestedCall call, CallResult result) {
    if (!call.tool().equals(SEARCH) || !result.ok()) {
      return result;
    }
    JsonArray passages;
    try {
      passages = Json.read(result.text()).asJsonObject().getJsonArray("passages");
    } catch (JsonException | ClassCastException e) {
      // It was longer than what a model gets.
      return result;
    }
    if (passages == null) {
      return result;
    }
    JsonArrayBuilder numbered = Json.array();
    for (JsonObject each : passages.getValuesAs(JsonObject.class)) {
      numbered.add(numbered(each));
    }
    String text = Json.object().add("passages", numbered).build().toString();
    return new CallResult(true, text, result.handoffTo());
  }

  private JsonObject numbered(JsonObject passage) {
    JsonValue key =
        Json.array()
            .add(passage.get("document"))
            .add(passage.get("page"))
            .add(passage.get("text"))
            .build();
    Citation known = byPassage.get(key);
    if (known == null) {
      if (byPassage.size() == MOST) {
        return passage;
      }
      known =
          new Citation(
              byPassage.size() + 1,
              passage.getString("document"),
              passage.getString("name"),
              passage.getInt("page"),
              passage.getString("heading", null),
              passage.getJsonNumber("score").doubleValue(),
              passage.getString("text"));
      byPassage.put(key, known);
    }
    var numbered = Json.object().add("number", known.number());
    passage.forEach(numbered::add);
    return numbered.build();
  }

  /** Those that a text cites, by number. */
  List<Citation> citedIn(String text) {
    Set<Integer> cited = CitationMarkers.in(text);
    return byPassage.values().stream().filter(each -> cited.contains(each.number())).toList();
  }
}
