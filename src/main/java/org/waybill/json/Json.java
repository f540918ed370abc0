package org.waybill.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes JSON text. */
public final class Json {

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

  private Json() {}

  public static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
  }

  /**
   * An object of these members, with maps, collections, texts, numbers and flags in any depth.
   *
   * @throws IllegalArgumentException if there is anything else in it
   */
  public static JsonObject object(Map<?, ?> members) {
    Map<String, Object> byName = new LinkedHashMap<>();
    members.forEach((name, value) -> byName.put(String.valueOf(name), value));
    return PROVIDER.createObjectBuilder(byName).build();
  }

  /**
   * The object that stands in a text, from its first brace to its last: models write around it.
   *
   * @return empty if there is none
   */
  public static Optional<JsonObject> objectIn(String text) {
    int begin = text.indexOf('{');
    int end = text.lastIndexOf('}');
    if (begin < 0 || end < begin) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(text.substring(begin, end + 1)).asJsonObject());
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /** Builds an object that begins as this one. */
  public static JsonObjectBuilder builder(JsonObject object) {
    return PROVIDER.createObjectBuilder(object);
  }

  /** Whether a JSON pointer names a value of this object. */
  public static boolean contains(JsonObject object, String pointer) {
    try {
      return PROVIDER.createPointer(pointer).getValue(object) != null;
    } catch (JsonException e) {
      return false;
    }
  }

  /** The value that a JSON pointer names; null if there is none, or if it is no pointer. */
  public static JsonValue find(JsonStructure structure, String pointer) {
    try {
      return PROVIDER.createPointer(pointer).getValue(structure);
    } catch (JsonException | NumberFormatException e) {
      return null;
    }
  }

  public static JsonArrayBuilder array() {
    return PROVIDER.createArrayBuilder();
  }

  /** An array of texts. */
  public static JsonArrayBuilder array(Collection<String> texts) {
    JsonArrayBuilder array = array();
    texts.forEach(array::add);
    return array;
  }

  /** Object text of one text member; a null value becomes JSON null. */
  public static String object(String name, String value) {
    return "{" + quote(name) + ":" + quote(value) + "}";
  }

  /**
   * Reads what the product wrote, or another program that it called. For what callers send there is
   * {@link #readInput}.
   *
   * @throws JsonException if this is no JSON, or more than the parser can take
   */
  public static JsonValue read(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    } catch (JsonException e) {
      throw e;
    } catch (RuntimeException e) {
      // Of numbers and depth beyond its bounds the parser does not say that they are bad JSON.
      throw new JsonException("it is nested too deeply, or a number is too long", e);
    }
  }

  /** The same of bytes: UTF-8 (or UTF-16, UTF-32, as RFC 8259 tells them apart). */
  public static JsonValue read(InputStream bytes) {
    try {
      return read(JsonBytes.text(bytes.readAllBytes()));
    } catch (IOException e) {
      throw new JsonException("it could not be read completely", e);
    }
  }

  /**
   * Reads JSON from a caller, through any interface: within bounds, all of it, with Unicode text
   * that can be stored, and with no name twice in an object.
   *
   * @throws RefusedJson naming the value that is refused
   * @throws JsonException if this is no JSON
   */
  public static JsonValue readInput(String text) {
    int members = JsonBounds.check(text);
    JsonValue value = read(text);
    if (membersOf(value) != members) {
      String path = JsonLocation.ofRepeatedName(text);
      throw RefusedJson.wrong(
          path == null ? "body" : path, "is given more than once", "each name only once");
    }
    return value;
  }

  /** The same of bytes: UTF-8 (or UTF-16, UTF-32, as RFC 8259 tells them apart). */
  public static JsonValue readInput(InputStream bytes) {
    try {
      return readInput(JsonBytes.text(bytes.readAllBytes()));
    } catch (IOException e) {
      throw new JsonException("it could not be read completely", e);
    }
  }

  private static int membersOf(JsonValue value) {
    int members = 0;
    if (value instanceof JsonObject object) {
      members = object.size();
      for (JsonValue each : object.values()) {
        members += each instanceof JsonStructure ? membersOf(each) : 0;
      }
    } else if (value instanceof JsonArray array) {
      for (JsonValue each : array) {
        members += each instanceof JsonStructure ? membersOf(each) : 0;
      }
    }
    return members;
  }

  /** What stands between the quotes of a JSON string, with its escapes resolved. */
  static String unquote(String escaped) {
    return ((JsonString) read('"' + escaped + '"')).getString();
  }

  /** Text of others for a message that is shown: without control characters. */
  static String printable(String text) {
    return text.replaceAll("\\p{C}", "�");
  }

  /** A string as JSON text, with its quotes; null as {@code null}. */
  public static String quote(String text) {
    return text == null ? "null" : quote(new StringBuilder(text.length() + 16), text).toString();
  }

  /** Appends a string as JSON text, with its quotes. */
  public static StringBuilder quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        appendControl(out, c);
      } else {
        out.append(c);
      }
    }
    return out.append('"');
  }

  private static void appendControl(StringBuilder out, char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default ->
          out.append("\\u")
              .append(Character.forDigit(c >> 12 & 15, 16))
              .append(Character.forDigit(c >> 8 & 15, 16))
              .append(Character.forDigit(c >> 4 & 15, 16))
              .append(Character.forDigit(c & 15, 16));
    }
  }
}
