package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.json.Json;
import org.waybill.task.Task;

/** A task's metadata: the client's own, and among them what is kept of its message. */
final class Metadata {

  private Metadata() {}

  static JsonObject of(Task task) {
    return task.metadata() == null
        ? JsonValue.EMPTY_JSON_OBJECT
        : Json.read(task.metadata()).asJsonObject();
  }

  /** As it is stored. */
  static String stored(SendRequest request) {
    var all = Json.object();
    if (request.metadata() != null) {
      request.metadata().forEach(all::add);
    }
    return all.add(IncomingMessage.KEPT, request.message().kept()).build().toString();
  }

  /** The client's own as JSON text; null if there are none. */
  static String shown(Task task) {
    JsonObject all = of(task);
    var own = Json.object();
    all.forEach(
        (name, value) -> {
          if (!name.equals(IncomingMessage.KEPT)) {
            own.add(name, value);
          }
        });
    JsonObject shown = own.build();
    return shown.isEmpty() ? null : shown.toString();
  }
}
