package org.waybill.handlers.requests;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.waybill.json.Json;

/** What was thought, as it was thought: each part notes its own. */
final class ThinkingLog {

  private final JsonArrayBuilder all = Json.array();
  private final Clock clock;

  ThinkingLog(Clock clock) {
    this.clock = clock;
  }

  /** One thought, to be kept with the step it belongs to. */
  static JsonObject of(Clock clock, String part, String text) {
    return Json.object()
        .add("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
        .add("part", part)
        .add("text", text)
        .build();
  }

  void add(JsonObject thought) {
    all.add(thought);
  }

  void add(String part, String text) {
    all.add(of(clock, part, text));
  }

  JsonArray all() {
    return all.build();
  }
}
