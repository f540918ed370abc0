package org.waybill.approval;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.waybill.json.Json;

/** SHA-256 of a tool's name and its arguments, whatever the order of their members. */
public final class CallDigest {

  private CallDigest() {}

  public static String of(String tool, JsonObject arguments) {
    try {
      byte[] text = (tool + "\n" + sorted(arguments)).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sorted(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT ->
          new TreeMap<>(value.asJsonObject())
              .entrySet().stream()
                  .map(each -> "%s:%s".formatted(quoted(each.getKey()), sorted(each.getValue())))
                  .collect(Collectors.joining(",", "{", "}"));
      case ARRAY ->
          value.asJsonArray().stream()
              .map(CallDigest::sorted)
              .collect(Collectors.joining(",", "[", "]"));
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    return Json.quote(text);
  }
}
