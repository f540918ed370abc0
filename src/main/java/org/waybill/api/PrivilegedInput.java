package org.waybill.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.security.Caller;
import org.waybill.type.KnownTypes;

/**
 * Input of diagnostic tasks that only operators may use, since it affects others: ending the
 * process, large output, many children. A child follows its parent's input, so that is checked as
 * well.
 */
public final class PrivilegedInput {

  private static final long MOST_OUTPUT = 1_048_576;
  private static final long MOST_CHILDREN = 100;

  private PrivilegedInput() {}

  /**
   * @param input may be null
   * @throws Problem 403 naming the member
   */
  public static void check(String type, JsonValue input, Caller caller) {
    if (!type.equals(KnownTypes.DIAGNOSTIC.name()) || caller.isOperator()) {
      return;
    }
    String place = "input.";
    JsonValue each = input;
    while (each instanceof JsonObject object) {
      check(place, object);
      place += "childInput.";
      each = object.get("childInput");
    }
  }

  private static void check(String place, JsonObject input) {
    if (input.get("exitProcess") == JsonValue.TRUE) {
      throw refusal(place + "exitProcess", "is true", "false");
    }
    atMost(place, input, "outputBytes", MOST_OUTPUT);
    atMost(place, input, "children", MOST_CHILDREN);
  }

  private static void atMost(String place, JsonObject input, String name, long most) {
    // As the handler reads it: what is too long for an int may come out as any other.
    if (input.get(name) instanceof JsonNumber number
        && (number.doubleValue() > most || number.intValue() > most)) {
      throw refusal(place + name, "is " + number, "at most " + most);
    }
  }

  private static Problem refusal(String field, String what, String allowed) {
    return new Problem(
        403,
        "Forbidden",
        field + " " + what + ", which needs role operator; allowed: " + allowed,
        field);
  }
}
