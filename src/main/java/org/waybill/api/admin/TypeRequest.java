package org.waybill.api.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Set;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.handler.TaskType;
import org.waybill.type.InputSchema;
import org.waybill.type.InvalidSchema;
import org.waybill.type.TypeSettings;

/** Reads and checks what an administrator wants of a type. */
final class TypeRequest {

  private static final int DESCRIPTION = 1_000;
  private static final int MOST_ATTEMPTS = 100;
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);
  private static final Duration LONGEST_BACKOFF = Duration.ofDays(1);

  private static final Set<String> OWN =
      Set.of("queue", "description", "inputSchema", "outputSchema", "defaults");

  private static final Set<String> OF_HANDLER = Set.of("defaults");

  private static final Set<String> DEFAULTS =
      Set.of("timeout", "maxAttempts", "backoff", "priority", "retention");

  private TypeRequest() {}

  /**
   * The settings of a type.
   *
   * @param brought whether a handler or one of Waybill's interfaces brings it: then only its
   *     defaults can be set
   */
  static TypeSettings read(RequestBody body, String name, boolean brought) {
    if (!TaskType.isName(name)) {
      throw RequestBody.wrong("name", "is '" + name + "'", TaskType.NAMES);
    }
    body.allowOnly(brought ? OF_HANDLER : OWN, "body");
    RequestBody defaults = body.nested("defaults");
    try {
      defaults.allowOnly(DEFAULTS, "defaults");
      return new TypeSettings(
          name,
          brought ? null : queue(body, name),
          brought ? null : description(body),
          defaults.duration("timeout", null, SHORTEST_TIMEOUT, LONGEST_TIMEOUT),
          RuleRequest.number(defaults, "maxAttempts", 1, MOST_ATTEMPTS),
          defaults.duration("backoff", null, Duration.ZERO, LONGEST_BACKOFF),
          RuleRequest.number(defaults, "priority", 0, 9),
          DurationText.retention(defaults, "retention"),
          schema(body, "inputSchema"),
          schema(body, "outputSchema"),
          0);
    } catch (Problem e) {
      boolean inside = e.field() != null && DEFAULTS.contains(e.field());
      throw inside ? e.in("defaults.") : e;
    }
  }

  private static String queue(RequestBody body, String name) {
    String queue = body.text("queue", 200);
    if (queue == null) {
      return name;
    }
    if (!TaskType.isName(queue)) {
      throw RequestBody.wrong("queue", "is '" + queue + "'", TaskType.NAMES);
    }
    return queue;
  }

  private static String description(RequestBody body) {
    String text = body.text("description", DESCRIPTION);
    return text == null ? "" : text;
  }

  private static String schema(RequestBody body, String field) {
    JsonValue value = body.value(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject)) {
      throw RequestBody.wrong(field, "is no object", "a JSON Schema (2020-12) as an object");
    }
    String text = value.toString();
    try {
      InputSchema.read(text);
    } catch (InvalidSchema e) {
      throw Problem.badRequest(field, field + " " + e.getMessage());
    }
    return text;
  }
}
