package org.waybill.type;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;

/** Checks inputs against the schemas of their types. */
@ApplicationScoped
public class InputSchemas {

  /** Schemas that are read are kept; a changed one is another text. */
  private static final int MOST_KEPT = 1_000;

  private final Map<String, InputSchema> byText = new ConcurrentHashMap<>();

  /**
   * What is wrong with an input of this type.
   *
   * @return empty if nothing is, or if the type has no schema
   */
  public List<SchemaViolation> check(TaskType type, JsonValue input) {
    return type.inputSchema() == null ? List.of() : of(type.inputSchema()).check(input);
  }

  /** The same of JSON text. */
  public List<SchemaViolation> check(TaskType type, String input) {
    return type.inputSchema() == null ? List.of() : check(type, Json.read(input));
  }

  /**
   * The same of a schema that belongs to no task type.
   *
   * @param schema JSON text
   */
  public List<SchemaViolation> check(String schema, JsonValue value) {
    return of(schema).check(value);
  }

  private InputSchema of(String text) {
    if (byText.size() >= MOST_KEPT) {
      byText.clear();
    }
    return byText.computeIfAbsent(text, InputSchema::read);
  }
}
