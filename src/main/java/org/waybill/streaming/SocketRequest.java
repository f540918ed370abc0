package org.waybill.streaming;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.Pattern;
import org.waybill.json.Json;
import org.waybill.json.RefusedJson;

/** The members of a client's frame. */
public record SocketRequest(JsonObject members) {

  private static final int LONGEST = 200;

  /** Control characters, and halves of surrogate pairs: no name or id has them. */
  private static final Pattern UNUSABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  /** A frame, or a member of one, is not of the right shape. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;

    Wrong(String field, String detail) {
      super(detail, null, false, false);
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  /**
   * @throws Wrong if it is no JSON object
   */
  static SocketRequest read(String frame) {
    JsonValue value;
    try {
      value = Json.readInput(frame);
    } catch (RefusedJson e) {
      throw new Wrong(e.path().equals("body") ? "frame" : e.path(), e.getMessage());
    } catch (JsonException e) {
      throw new Wrong("frame", "is not JSON: " + e.getMessage());
    }
    if (!(value instanceof JsonObject object)) {
      throw new Wrong("frame", "is not a JSON object");
    }
    return new SocketRequest(object);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /** A member that is an id or a name; empty if it is not there. */
  public String text(String name) {
    JsonValue value = members.get(name);
    if (value == null) {
      return "";
    }
    if (!(value instanceof JsonString string)) {
      throw new Wrong(name, "is not a string");
    }
    String text = string.getString();
    if (text.length() > LONGEST) {
      throw new Wrong(name, "has %d characters; allowed: 1 to 200".formatted(text.length()));
    }
    if (UNUSABLE.matcher(text).find()) {
      throw new Wrong(name, "has characters that are not allowed in ids");
    }
    return text;
  }

  /** The same, which must be there. */
  public String needed(String name) {
    String text = text(name);
    if (text.isBlank()) {
      throw new Wrong(name, "is missing or empty; allowed: 1 to 200 characters");
    }
    return text;
  }

  /** A count; 0 if it is not there. */
  public int count(String name) {
    JsonValue value = members.get(name);
    if (value == null) {
      return 0;
    }
    try {
      int count = ((JsonNumber) value).bigDecimalValue().intValueExact();
      if (count >= 0) {
        return count;
      }
    } catch (ClassCastException | ArithmeticException e) {
      throw wrongCount(name);
    }
    throw wrongCount(name);
  }

  /** Whether something is wanted; false if it is not there. */
  public boolean flag(String name) {
    JsonValue value = members.get(name);
    if (value == null || value == JsonValue.FALSE) {
      return false;
    }
    if (value != JsonValue.TRUE) {
      throw new Wrong(name, "is not true or false");
    }
    return true;
  }

  private static Wrong wrongCount(String name) {
    return new Wrong(name, "is not an integer from 0 to 2147483647");
  }
}
