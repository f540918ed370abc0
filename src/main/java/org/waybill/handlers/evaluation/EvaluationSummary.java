package org.waybill.handlers.evaluation;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.waybill.agent.loop.RecordedTools;
import org.waybill.json.Json;

/** What all cases come to. */
final class EvaluationSummary {

  private static final List<String> FIGURES = List.of("turns", "in", "out", "cached", "cost");

  private EvaluationSummary() {}

  static JsonObject of(List<JsonObject> cases) {
    JsonObjectBuilder calls = Json.object();
    for (RecordedTools.Match match : RecordedTools.Match.values()) {
      calls.add(match.label(), count(cases, match));
    }
    return Json.object()
        .add("cases", cases.size())
        .add("failed", cases.stream().filter(each -> each.containsKey("error")).count())
        .add(
            "sameAnswers",
            cases.stream().filter(each -> each.getBoolean("sameAnswer", false)).count())
        .add("calls", calls.add("missed", sum(cases, "now", "missedCalls")))
        .add("then", figures(cases, "then"))
        .add("now", figures(cases, "now"))
        .build();
  }

  private static long count(List<JsonObject> cases, RecordedTools.Match match) {
    return cases.stream()
        .map(each -> each.getJsonObject("now"))
        .filter(Objects::nonNull)
        .flatMap(now -> now.getJsonArray("calls").getValuesAs(JsonObject.class).stream())
        .filter(call -> call.getString("match").equals(match.label()))
        .count();
  }

  private static JsonObjectBuilder figures(List<JsonObject> cases, String side) {
    JsonObjectBuilder json = Json.object();
    FIGURES.forEach(name -> json.add(name, sum(cases, side, name)));
    return json;
  }

  /** Of the cases that were run, and have this side. */
  private static BigDecimal sum(List<JsonObject> cases, String side, String figure) {
    return cases.stream()
        .map(each -> each.getJsonObject(side))
        .filter(Objects::nonNull)
        .map(each -> each.getJsonNumber(figure))
        .map(JsonNumber::bigDecimalValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
