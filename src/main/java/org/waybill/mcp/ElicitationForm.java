package org.waybill.mcp;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.text.CutText;
import org.waybill.type.InputSchema;
import org.waybill.type.InvalidSchema;
import org.waybill.type.SchemaViolation;

/** A form of a server ({@code elicitation/create}) as a question of a task, and its answer. */
final class ElicitationForm {

  private static final int MOST_FIELDS = 50;
  private static final int LONGEST_TEXT = 8_000;

  private final JsonObject params;
  private final JsonObject properties;
  private final Set<String> required;

  private ElicitationForm(JsonObject params, JsonObject properties, Set<String> required) {
    this.params = params;
    this.properties = properties;
    this.required = required;
  }

  /**
   * @param params of mode form
   * @throws IllegalArgumentException if nobody can fill it in
   */
  static ElicitationForm of(JsonObject params) {
    JsonObject schema = params.getJsonObject("requestedSchema");
    JsonObject properties =
        schema.get("properties") instanceof JsonObject object
            ? object
            : JsonValue.EMPTY_JSON_OBJECT;
    if (properties.size() > MOST_FIELDS) {
      throw new IllegalArgumentException(
          "requestedSchema.properties has %d members; allowed: at most %d"
              .formatted(properties.size(), MOST_FIELDS));
    }
    for (String name : properties.keySet()) {
      if (name.isBlank() || !(properties.get(name) instanceof JsonObject)) {
        throw new IllegalArgumentException(
            "requestedSchema.properties has '" + name + "'; allowed: names of schemas");
      }
    }
    Set<String> required =
        schema.get("required") instanceof JsonArray names
            ? names.stream()
                .filter(JsonString.class::isInstance)
                .map(name -> ((JsonString) name).getString())
                .collect(Collectors.toSet())
            : Set.of();
    return new ElicitationForm(params, properties, required);
  }

  /** Tells this form from others that may come in its place when the call is made again. */
  String key() {
    return Integer.toHexString(params.toString().hashCode());
  }

  /**
   * @param wrong what was not allowed in the answer before, or null
   */
  Question question(String server, String wrong) {
    StringBuilder text = new StringBuilder("MCP server ").append(server).append(" asks: ");
    text.append(params.getString("message", "")).append(described());
    if (wrong != null) {
      text.append("\nThe answer before was not allowed: ").append(wrong);
    }
    String cut = CutText.of(text.toString(), LONGEST_TEXT);
    if (properties.isEmpty()) {
      return Question.confirmation(cut).declinable();
    }
    List<Question.Field> fields = new ArrayList<>();
    properties.forEach(
        (name, schema) ->
            fields.add(new Question.Field(name, type(schema), required.contains(name))));
    return Question.form(cut, fields).declinable();
  }

  private String described() {
    StringBuilder text = new StringBuilder();
    properties.forEach(
        (name, schema) -> {
          JsonObject property = schema.asJsonObject();
          text.append("\n- ").append(name);
          String about = property.getString("description", property.getString("title", ""));
          text.append(about.isEmpty() ? "" : ": " + about);
          List<String> choice = choice(property);
          text.append(choice.isEmpty() ? "" : " (" + String.join(", ", choice) + ")");
          text.append(isList(property) ? " (several, separated by commas)" : "");
        });
    return text.toString();
  }

  /** The values that a property may have, where they are listed. */
  private static List<String> choice(JsonObject property) {
    JsonObject one = property.get("items") instanceof JsonObject items ? items : property;
    for (String list : List.of("enum", "oneOf", "anyOf")) {
      if (one.get(list) instanceof JsonArray values) {
        return values.stream().map(ElicitationForm::value).toList();
      }
    }
    return List.of();
  }

  private static String value(JsonValue listed) {
    JsonValue value =
        listed instanceof JsonObject object ? object.getOrDefault("const", object) : listed;
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  private static boolean isList(JsonObject property) {
    return property.getString("type", "").equals("array");
  }

  private static Question.Field.Type type(JsonValue schema) {
    return switch (schema.asJsonObject().getString("type", "string")) {
      case "number", "integer" -> Question.Field.Type.NUMBER;
      case "boolean" -> Question.Field.Type.BOOLEAN;
      default -> Question.Field.Type.TEXT;
    };
  }

  /**
   * The result for the server: {@code {"action":…,"content":…}}.
   *
   * @param answer as the question allows it
   */
  JsonObject result(JsonValue answer) {
    if (answer instanceof JsonString action) {
      return Json.object().add("action", action).build();
    }
    if (answer.getValueType() == JsonValue.ValueType.FALSE) {
      return Json.object().add("action", Question.DECLINE).build();
    }
    JsonObjectBuilder content = Json.object();
    if (answer instanceof JsonObject object) {
      object.forEach(
          (name, value) -> {
            if (value != JsonValue.NULL && !isEmpty(name, value)) {
              content.add(name, converted(name, value));
            }
          });
    }
    return Json.object().add("action", "accept").add("content", content).build();
  }

  /** Forms of web pages have a text for what was left out. */
  private boolean isEmpty(String name, JsonValue value) {
    return !required.contains(name)
        && value instanceof JsonString text
        && text.getString().isEmpty();
  }

  private JsonValue converted(String name, JsonValue value) {
    JsonObject property = properties.getJsonObject(name);
    if (property != null && isList(property) && value instanceof JsonString text) {
      return Json.array(
              Arrays.stream(text.getString().split(","))
                  .map(String::strip)
                  .filter(each -> !each.isEmpty())
                  .toList())
          .build();
    }
    boolean isWhole =
        property != null
            && property.getString("type", "").equals("integer")
            && value instanceof JsonNumber number
            && number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
    return isWhole
        ? Json.read(((JsonNumber) value).bigDecimalValue().toBigInteger().toString())
        : value;
  }

  /** What of this result the server's schema does not allow; null if nothing. */
  String violation(JsonObject result) {
    if (!(result.get("content") instanceof JsonObject content)) {
      return null;
    }
    String schema =
        Json.builder(params.getJsonObject("requestedSchema")).remove("$schema").build().toString();
    try {
      List<SchemaViolation> wrong = InputSchema.read(schema).check(content);
      return wrong.isEmpty() ? null : wrong.get(0).path() + ": " + wrong.get(0).message();
    } catch (InvalidSchema e) {
      // The server checks it itself.
      return null;
    }
  }
}
