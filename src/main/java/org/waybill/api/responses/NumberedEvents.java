package org.waybill.api.responses;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import org.waybill.json.Json;

/** The events of a response, numbered from 0 without gaps. */
final class NumberedEvents {

  static final String NUMBER = "sequence_number";

  private final List<JsonObject> unread = new ArrayList<>();
  private int next;

  /** Those of another response follow. */
  void restart() {
    next = 0;
  }

  void add(String type, JsonObjectBuilder members) {
    JsonObjectBuilder event = Json.object().add("type", type).add(NUMBER, next++);
    members.build().forEach(event::add);
    unread.add(event.build());
  }

  /** Those since the last call. */
  List<JsonObject> take() {
    List<JsonObject> taken = List.copyOf(unread);
    unread.clear();
    return taken;
  }
}
