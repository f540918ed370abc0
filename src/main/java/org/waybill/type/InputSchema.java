package org.waybill.type;

import com.google.re2j.PatternSyntaxException;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waybill.json.Json;

/**
 * A JSON Schema (2020-12), ready to check inputs. Patterns run in RE2/J, which does not backtrack;
 * nothing outside the schema is referred to.
 */
public final class InputSchema {

  /** A longer one is refused, in bytes. */
  public static final int LARGEST = 64 << 10;

  private static final int MOST_VIOLATIONS = 20;
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final URI ADDRESS = URI.create("urn:waybill:input");

  /** They would need the other engine for patterns, or another document. */
  private static final Set<String> REFUSED =
      Set.of("patternProperties", "$id", "$recursiveRef", "$dynamicRef", "$vocabulary");

  private static final EvaluatorFactory PATTERNS =
      new EvaluatorFactory.Builder().withKeyword("pattern", InputSchema::pattern).build();

  /** Some parts of a schema are only reached with certain inputs. */
  private static final List<SchemaViolation> ENDLESS =
      List.of(new SchemaViolation("", "leads the schema to itself without an end"));

  private final Validator validator;

  private InputSchema(Validator validator) {
    this.validator = validator;
  }

  /**
   * Reads a schema.
   *
   * @param text JSON text
   * @throws InvalidSchema if it is too long, no JSON Schema, or uses what is not allowed
   */
  public static InputSchema read(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new InvalidSchema("is larger than 64 KiB; allowed: at most 64 KiB");
    }
    JsonValue schema;
    try {
      schema = Json.readInput(text);
    } catch (JsonException e) {
      throw new InvalidSchema("is no JSON: " + e.getMessage());
    }
    if (!(schema instanceof JsonObject)) {
      throw new InvalidSchema("is no JSON object; allowed: a JSON Schema as an object");
    }
    check(schema, schema.asJsonObject(), "");
    Validator validator =
        new ValidatorFactory()
            .withDialect(new Dialects.Draft2020Dialect())
            .withEvaluatorFactory(PATTERNS)
            .withJsonNodeFactory(new JakartaJsonNode.Factory())
            .createValidator();
    InputSchema read = new InputSchema(validator);
    try {
      validator.registerSchema(ADDRESS, schema);
      if (read.check(JsonValue.EMPTY_JSON_OBJECT).equals(ENDLESS)) {
        throw new InvalidSchema("refers to itself without an end");
      }
    } catch (InvalidSchemaException e) {
      throw new InvalidSchema("is no valid JSON Schema (2020-12): " + firstOf(e));
    } catch (JsonSchemaException | PatternSyntaxException | IllegalArgumentException e) {
      throw new InvalidSchema("is no valid JSON Schema (2020-12): " + e.getMessage());
    }
    return read;
  }

  /**
   * Checks an input.
   *
   * @return what is wrong with it, at most 20 places; empty if nothing is
   */
  public List<SchemaViolation> check(JsonValue input) {
    try {
      Validator.Result result = validator.validate(ADDRESS, input);
      if (result.isValid()) {
        return List.of();
      }
      List<SchemaViolation> found =
          result.getErrors().stream()
              .filter(error -> error.getError() != null)
              .map(error -> new SchemaViolation(error.getInstanceLocation(), error.getError()))
              .distinct()
              .limit(MOST_VIOLATIONS)
              .toList();
      return found.isEmpty() ? List.of(new SchemaViolation("", "is not allowed")) : found;
    } catch (StackOverflowError e) {
      return ENDLESS;
    }
  }

  private static void check(JsonValue value, JsonObject schema, String path) {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> each : object.entrySet()) {
        String name = each.getKey();
        String place = path + "/" + name;
        boolean isName = path.endsWith("/properties") || path.endsWith("/$defs");
        if (!isName) {
          check(name, each.getValue(), schema, place);
        }
        check(each.getValue(), schema, place);
      }
    } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      int index = 0;
      for (JsonValue each : value.asJsonArray()) {
        check(each, schema, path + "/" + index++);
      }
    }
  }

  private static void check(String keyword, JsonValue value, JsonObject schema, String place) {
    if (REFUSED.contains(keyword)) {
      throw new InvalidSchema(place + " is not supported; allowed: other keywords of 2020-12");
    }
    String text = value instanceof JsonString string ? string.getString() : null;
    if (keyword.equals("$ref") && (text == null || !isPlace(text, schema))) {
      throw new InvalidSchema(place + " is " + value + "; allowed: a place in this schema: #/…");
    }
    if (keyword.equals("$schema") && !DIALECT.equals(text)) {
      throw new InvalidSchema(place + " is " + value + "; allowed: " + DIALECT);
    }
    if (keyword.equals("pattern") && text != null) {
      try {
        com.google.re2j.Pattern.compile(text);
      } catch (PatternSyntaxException e) {
        throw new InvalidSchema(
            place + " is no pattern of RE2: " + e.getMessage() + "; allowed: RE2 syntax");
      }
    }
  }

  private static String firstOf(InvalidSchemaException e) {
    return e.getErrors().stream()
        .filter(error -> error.getError() != null)
        .map(error -> error.getInstanceLocation() + ": " + error.getError())
        .findFirst()
        .orElse(e.getMessage());
  }

  /** Whether this refers to a part of the schema: the whole of it, or a JSON pointer into it. */
  private static boolean isPlace(String reference, JsonObject schema) {
    return reference.equals("#")
        || reference.startsWith("#/") && Json.contains(schema, reference.substring(1));
  }

  private static Evaluator pattern(JsonNode value) {
    if (!value.isString()) {
      throw new IllegalArgumentException("pattern is no text");
    }
    com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(value.asString());
    return (context, input) ->
        !input.isString() || pattern.matcher(input.asString()).find()
            ? Evaluator.Result.success()
            : Evaluator.Result.failure("does not match the pattern " + pattern.pattern());
  }
}
