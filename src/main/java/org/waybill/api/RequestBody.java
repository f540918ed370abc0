package org.waybill.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.waybill.config.Setting;
import org.waybill.json.Json;

/** A JSON object that a caller sent; every getter names the field that is wrong. */
public final class RequestBody {

  /** As much of a wrong value as its caller is shown again. */
  private static final int SHOWN = 300;

  private final JsonObject json;

  private RequestBody(JsonObject json) {
    this.json = json;
  }

  /**
   * @throws jakarta.json.JsonException if this is no JSON
   * @throws Problem if this is no object
   */
  public static RequestBody read(InputStream body) {
    JsonValue value = Json.readInput(body);
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw Problem.badRequest("body", "body is " + kind(value) + "; allowed: a JSON object");
    }
    return new RequestBody(value.asJsonObject());
  }

  /**
   * A part of a body.
   *
   * @param field what it is called if it is no object
   */
  public static RequestBody of(JsonValue value, String field) {
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw wrong(field, "is " + kind(value), "a JSON object");
    }
    return new RequestBody(value.asJsonObject());
  }

  /** All of it. */
  public JsonObject json() {
    return json;
  }

  /** An array of so many elements; null where it is absent or, as some clients say it, empty. */
  public JsonArray array(String field, int most) {
    JsonValue value = value(field);
    if (value == null) {
      return null;
    }
    String allowed = "an array of at most " + most + " elements";
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      throw wrong(field, "is " + kind(value), allowed);
    }
    int size = value.asJsonArray().size();
    if (size > most) {
      throw wrong(field, "has " + size + " elements", allowed);
    }
    return size == 0 ? null : value.asJsonArray();
  }

  /** Any value, or null where it is absent or JSON null. */
  public JsonValue value(String field) {
    JsonValue value = json.get(field);
    return value == null || value == JsonValue.NULL ? null : value;
  }

  /** Text, or null where it is absent. */
  public String text(String field, int longest) {
    JsonValue value = value(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonString string)) {
      throw wrong(field, "is " + kind(value), "text of at most " + longest + " characters");
    }
    String text = string.getString();
    if (text.length() > longest) {
      throw wrong(
          field,
          "has " + text.length() + " characters",
          "text of at most " + longest + " characters");
    }
    return text;
  }

  /** Text that must be there and not blank. */
  public String requiredText(String field, int longest) {
    String text = text(field, longest);
    if (text == null || text.isBlank()) {
      throw wrong(
          field,
          text == null ? "is missing" : "is blank",
          "text of 1 to " + longest + " characters");
    }
    return text;
  }

  /** Text of one line, or null where it is absent. */
  public String line(String field, int longest) {
    return FieldText.line(field, text(field, longest));
  }

  /** Text of one line that must be there and not blank. */
  public String requiredLine(String field, int longest) {
    return FieldText.line(field, requiredText(field, longest));
  }

  /** An id that a path can carry, or null where it is absent. */
  public String id(String field, int longest) {
    return value(field) == null ? null : FieldText.id(field, requiredText(field, longest));
  }

  /** The same where a blank one stands for none. */
  public String idOrBlank(String field, int longest) {
    String text = text(field, longest);
    return text == null || text.isBlank() ? null : FieldText.id(field, text);
  }

  /** A whole number, or the standard where it is absent. */
  public int number(String field, int standard, int min, int max) {
    JsonValue value = value(field);
    if (value == null) {
      return standard;
    }
    String allowed = "an integer from " + min + " to " + max;
    if (!(value instanceof JsonNumber number) || !number.isIntegral()) {
      throw wrong(field, "is " + value, allowed);
    }
    BigDecimal given = number.bigDecimalValue();
    if (given.compareTo(BigDecimal.valueOf(min)) < 0
        || given.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw wrong(field, "is " + given, allowed);
    }
    return given.intValue();
  }

  /** A number, whole or not; the standard where it is absent. */
  public double decimal(String field, double standard, double min, double max) {
    JsonValue value = value(field);
    if (value == null) {
      return standard;
    }
    double given = value instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    if (!(given >= min && given <= max)) {
      throw wrong(field, "is " + value, "a number from " + min + " to " + max);
    }
    return given;
  }

  /** True or false; the standard where it is absent. */
  public boolean flag(String field, boolean standard) {
    JsonValue value = value(field);
    if (value == null) {
      return standard;
    }
    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
      throw wrong(field, "is " + value, "true or false");
    }
    return value == JsonValue.TRUE;
  }

  /** A duration such as {@code "30s"}, or a number of milliseconds; the standard where absent. */
  public Duration duration(String field, Duration standard, Duration min, Duration max) {
    JsonValue value = value(field);
    if (value == null) {
      return standard;
    }
    String allowed =
        "a duration from %s to %s, such as \"250ms\", \"30s\", \"5m\", \"2h\", \"30d\", or a number"
            + " of milliseconds";
    allowed = allowed.formatted(min.toMillis() + "ms", max.toMillis() + "ms");
    Duration given;
    try {
      given =
          value instanceof JsonNumber number
              ? Duration.ofMillis(number.longValueExact())
              : Setting.parseDuration(value instanceof JsonString text ? text.getString() : "");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(field, "is " + value, allowed);
    }
    if (given.compareTo(min) < 0 || given.compareTo(max) > 0) {
      throw wrong(field, "is " + value, allowed);
    }
    return given;
  }

  /** An RFC 3339 time, or null where it is absent. */
  public Instant time(String field) {
    return FieldText.time(field, text(field, 64));
  }

  /** An array of texts as JSON text, or null where it is absent. */
  public String texts(String field, int most, int longest) {
    JsonValue value = value(field);
    if (value == null) {
      return null;
    }
    String allowed =
        "an array of at most %d texts of at most %d characters, without control characters"
            .formatted(most, longest);
    if (value.getValueType() != JsonValue.ValueType.ARRAY || value.asJsonArray().size() > most) {
      throw wrong(field, "is invalid", allowed);
    }
    for (JsonValue element : value.asJsonArray()) {
      if (!(element instanceof JsonString text)
          || text.getString().length() > longest
          || FieldText.control(text.getString()) >= 0) {
        throw wrong(field, "has an invalid element", allowed);
      }
    }
    return value.toString();
  }

  /** An object as JSON text, or null where it is absent. */
  public String object(String field) {
    JsonValue value = value(field);
    if (value != null && value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw wrong(field, "is " + kind(value), "a JSON object");
    }
    return value == null ? null : value.toString();
  }

  /** An object in this one; an empty one where it is absent. */
  public RequestBody nested(String field) {
    JsonValue value = value(field);
    if (value == null) {
      return new RequestBody(JsonValue.EMPTY_JSON_OBJECT);
    }
    if (value.getValueType() != JsonValue.ValueType.OBJECT) {
      throw wrong(field, "is " + kind(value), "a JSON object");
    }
    return new RequestBody(value.asJsonObject());
  }

  /**
   * Refuses members with other names than these: a misspelt one must not count as absent.
   *
   * @param of what this object is, for the caller to find it
   */
  public void allowOnly(Set<String> names, String of) {
    for (String name : json.keySet()) {
      if (!names.contains(name)) {
        throw wrong(of, "has '" + name + "'", String.join(", ", new TreeSet<>(names)));
      }
    }
  }

  /** The problem of a field: what was wrong, and what is allowed. */
  public static Problem wrong(String field, String what, String allowed) {
    String shown = what.length() > SHOWN ? what.substring(0, SHOWN) + "…" : what;
    return Problem.badRequest(field, field + " " + shown + "; allowed: " + allowed);
  }

  private static String kind(JsonValue value) {
    return switch (value.getValueType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "text";
      case NUMBER -> "a number";
      case TRUE, FALSE -> "a boolean";
      case NULL -> "null";
    };
  }
}
