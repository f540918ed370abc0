package org.waybill.config;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads settings that are JSON text; what is wrong is named with what is allowed. */
public final class JsonSettings {

  private JsonSettings() {}

  /**
   * @throws IllegalArgumentException unless it holds
   */
  public static void require(boolean holds, String field, String what, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(field + " " + what + "; allowed: " + allowed);
    }
  }

  /**
   * The address of a server.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  public static URI url(String field, String text) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      require(http && uri.getHost() != null, field, "is '" + text + "'", "an http URL");
      return uri;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          field + " is '" + text + "'; allowed: an http or https URL", e);
    }
  }

  /**
   * Texts by name.
   *
   * @throws ClassCastException if one is no text
   */
  public static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
    return Map.copyOf(texts);
  }
}
