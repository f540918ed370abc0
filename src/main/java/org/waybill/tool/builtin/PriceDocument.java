package org.waybill.tool.builtin;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.tool.ToolFailure;

/**
 * What a source of prices answered: JSON, or CSV with a line of names and a line of values.
 *
 * @param json null if it is CSV
 * @param names of the columns, of CSV
 * @param values the first line after them
 */
record PriceDocument(JsonStructure json, List<String> names, List<String> values) {

  private static final int LONGEST = 100;

  /**
   * @throws ToolFailure if it is neither
   */
  static PriceDocument read(String text) throws ToolFailure {
    String stripped = text.strip();
    if (stripped.startsWith("{") || stripped.startsWith("[")) {
      return ofJson(stripped);
    }
    List<String> lines = stripped.lines().filter(line -> !line.isBlank()).limit(2).toList();
    if (lines.size() < 2 || stripped.startsWith("<")) {
      throw unreadable();
    }
    return new PriceDocument(null, fields(lines.get(0)), fields(lines.get(1)));
  }

  private static PriceDocument ofJson(String text) throws ToolFailure {
    try {
      if (Json.read(text) instanceof JsonStructure json) {
        return new PriceDocument(json, List.of(), List.of());
      }
    } catch (JsonException e) {
      // The same as a page of HTML.
    }
    throw unreadable();
  }

  private static ToolFailure unreadable() {
    return ToolFailure.forGood(
        "unreadable_source", "The source of stock prices answered neither JSON nor CSV.");
  }

  /** A line of CSV (RFC 4180) without line breaks in its fields. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean escaped = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
      if (escaped) {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /**
   * @param place a JSON pointer or the name of a column
   * @return null if there is nothing
   */
  String find(String place) {
    String text = json == null ? column(place) : value(place);
    return text == null || text.length() > LONGEST ? null : text.replaceAll("\\p{C}", "");
  }

  private String column(String place) {
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      if (names.get(i).equalsIgnoreCase(place)) {
        return values.get(i);
      }
    }
    return null;
  }

  private String value(String pointer) {
    JsonValue value = Json.find(json, pointer);
    if (value instanceof JsonString text) {
      return text.getString();
    }
    return value instanceof JsonNumber number ? number.bigDecimalValue().toPlainString() : null;
  }
}
