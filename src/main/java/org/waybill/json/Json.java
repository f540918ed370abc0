package org.waybill.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Collection;
import java.util.Map;

/** Reads and writes JSON text. */
public final class Json {

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

  private Json() {}

  public static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
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
   * @throws JsonException if this is no JSON
   */
  public static JsonValue read(String text) {
    try (var reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  /**
   * Reads UTF-8 (or UTF-16, UTF-32, as RFC 8259 tells them apart).
   *
   * @throws JsonException if this is no JSON
   */
  public static JsonValue read(InputStream bytes) {
    try (var reader = READERS.createReader(bytes)) {
      return reader.readValue();
    }
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
