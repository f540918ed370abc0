package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import org.waybill.json.Json;

/** Converts JSON text to a handler's input, and a handler's output to JSON text. */
@ApplicationScoped
public class PayloadCodec {

  /** Made when the first value needs it: JSON-P values, the most frequent, do not. */
  private static final class Binding {
    static final Jsonb JSONB = JsonbBuilder.create();
  }

  /**
   * @throws jakarta.json.JsonException if the text does not fit the type
   * @throws jakarta.json.bind.JsonbException if the text does not fit the type
   */
  <I> I read(String text, Class<I> type) {
    return JsonValue.class.isAssignableFrom(type)
        ? type.cast(Json.read(text))
        : Binding.JSONB.fromJson(text, type);
  }

  /** Null stays null. */
  String write(Object value) {
    if (value == null) {
      return null;
    }
    return value instanceof JsonValue json ? json.toString() : Binding.JSONB.toJson(value);
  }
}
