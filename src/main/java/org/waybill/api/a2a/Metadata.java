package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.json.Json;
import org.waybill.task.ListedPayload;
import org.waybill.task.TaskRow;

/** A task's metadata: the client's own, and what is stored of its message. */
final class Metadata {

  private static final String OMITTED_BYTES = "omittedArtifactBytes";

  private Metadata() {}

  static JsonObject of(TaskRow task) {
    return task.metadata() == null
        ? JsonValue.EMPTY_JSON_OBJECT
        : Json.read(task.metadata()).asJsonObject();
  }

  /** As stored. */
  static String stored(SendRequest request) {
    var all = Json.object();
    if (request.metadata() != null) {
      request.metadata().forEach(all::add);
    }
    return all.add(IncomingMessage.KEPT, request.message().kept()).build().toString();
  }

  /**
   * The client's metadata as JSON text, with the size of an artifact that a list omits; null if
   * there is neither.
   */
  static String shown(TaskRow task, ListedPayload payload) {
    JsonObject all = of(task);
    var own = Json.object();
    all.forEach(
        (name, value) -> {
          if (!name.equals(IncomingMessage.KEPT)) {
            own.add(name, value);
          }
        });
    payload.omitted().values().stream()
        .mapToLong(bytes -> bytes)
        .max()
        .ifPresent(bytes -> own.add(OMITTED_BYTES, bytes));
    JsonObject shown = own.build();
    return shown.isEmpty() ? null : shown.toString();
  }
}
