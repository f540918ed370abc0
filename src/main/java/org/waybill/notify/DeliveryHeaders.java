package org.waybill.notify;

import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;

/** Headers as they are stored: a JSON object. */
final class DeliveryHeaders {

  private DeliveryHeaders() {}

  static String text(Map<String, String> headers) {
    JsonObjectWriter text = new JsonObjectWriter(new StringBuilder());
    headers.forEach(text::text);
    return text.end().toString();
  }

  static Map<String, String> of(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    Json.read(text)
        .asJsonObject()
        .forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
    return headers;
  }
}
