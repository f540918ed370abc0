package org.waybill.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes one JSON object, member by member; a null value leaves its member out. */
public final class JsonObjectWriter {

  /** RFC 3339, UTC, milliseconds. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder out;
  private boolean empty = true;

  /** Begins an object at the end of this text. */
  public JsonObjectWriter(StringBuilder out) {
    this.out = out.append('{');
  }

  public JsonObjectWriter text(String name, Object value) {
    if (value != null) {
      name(name);
      Json.quote(out, value.toString());
    }
    return this;
  }

  public JsonObjectWriter number(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  public JsonObjectWriter flag(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  public JsonObjectWriter time(String name, Instant value) {
    return text(name, value == null ? null : TIME.format(value));
  }

  public JsonObjectWriter times(String name, List<Instant> values) {
    name(name);
    String separator = "[";
    for (Instant value : values) {
      out.append(separator).append('"').append(TIME.format(value)).append('"');
      separator = ",";
    }
    out.append(values.isEmpty() ? "[]" : "]");
    return this;
  }

  /** A member whose value is JSON text already. */
  public JsonObjectWriter json(String name, CharSequence value) {
    if (value != null) {
      name(name);
      out.append(value);
    }
    return this;
  }

  /** Ends the object. */
  public StringBuilder end() {
    return out.append('}');
  }

  private void name(String name) {
    if (!empty) {
      out.append(',');
    }
    empty = false;
    out.append('"').append(name).append("\":");
  }
}
