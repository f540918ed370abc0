package org.waybill.api.agui;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.waybill.json.Json;

/** What the calls of language models took in one run, by model. */
final class RunUsage {

  private record Tokens(long in, long out, long cached) {

    Tokens plus(Tokens more) {
      return new Tokens(in + more.in, out + more.out, cached + more.cached);
    }
  }

  private final Map<String, Tokens> byModel = new TreeMap<>();

  void add(JsonObject data) {
    byModel.merge(
        data.getString("model", ""),
        new Tokens(number(data, "in"), number(data, "out"), number(data, "cached")),
        Tokens::plus);
  }

  /** Another run begins. */
  void clear() {
    byModel.clear();
  }

  JsonArray toJson() {
    JsonArrayBuilder all = Json.array();
    byModel.forEach(
        (model, tokens) ->
            all.add(
                Json.object()
                    .add("model", model)
                    .add("inputTokens", tokens.in())
                    .add("outputTokens", tokens.out())
                    .add("cachedInputTokens", tokens.cached())));
    return all.build();
  }

  private static long number(JsonObject data, String name) {
    return data.get(name) instanceof JsonNumber number ? number.longValue() : 0;
  }
}
