package org.waybill.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import org.waybill.json.Json;

/** Tells bodies apart: white space and the order of members make no difference. */
final class BodyFingerprint {

  private BodyFingerprint() {}

  /** SHA-256 of what is asked for. */
  static byte[] of(String call, JsonValue body) {
    StringBuilder text = new StringBuilder(call).append('\n');
    write(text, body);
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void write(StringBuilder out, JsonValue value) {
    switch (value.getValueType()) {
      case OBJECT -> write(out, value.asJsonObject());
      case ARRAY -> write(out, value.asJsonArray());
      case STRING, NUMBER, TRUE, FALSE, NULL -> out.append(value);
    }
  }

  private static void write(StringBuilder out, JsonObject object) {
    out.append('{');
    new TreeMap<>(object)
        .forEach(
            (name, value) -> {
              Json.quote(out, name).append(':');
              write(out, value);
              out.append(',');
            });
    out.append('}');
  }

  private static void write(StringBuilder out, JsonArray array) {
    out.append('[');
    array.forEach(
        value -> {
          write(out, value);
          out.append(',');
        });
    out.append(']');
  }
}
