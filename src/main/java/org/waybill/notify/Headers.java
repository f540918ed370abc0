package org.waybill.notify;

import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;

/** Headers as they are stored: a JSON object. */
final class Headers {

  private Headers() {}

  static String text(Map<String, String> headers) {
    ObjectText text = new ObjectText(new StringBuilder());
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
