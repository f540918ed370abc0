package org.waybill.api.agui;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waybill.json.Json;

/** The protocol's events that come of one event of a task. */
final class EventBatch {

  private final List<JsonObject> events = new ArrayList<>();
  private final long timestamp;

  EventBatch(Instant at) {
    timestamp = at.toEpochMilli();
  }

  void add(String type, JsonObjectBuilder members) {
    JsonObjectBuilder event = Json.object().add("type", type);
    members.build().forEach(event::add);
    events.add(event.add("timestamp", timestamp).build());
  }

  /** What the protocol has no event for. */
  void custom(String name, JsonObject value) {
    add("CUSTOM", Json.object().add("name", name).add("value", value));
  }

  List<JsonObject> events() {
    return events;
  }
}
