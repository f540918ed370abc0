package org.waybill.model;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waybill.json.Json;
import org.waybill.type.InputSchema;
import org.waybill.type.SchemaViolation;

/** Reads the file of models: a JSON array, an object for each. */
final class ModelFile {

  private static final InputSchema SCHEMA =
      InputSchema.read(
          """
          {"type":"array","maxItems":100,"items":{"type":"object","additionalProperties":false,
            "required":["name","provider","url","model"],"properties":{
              "name":{"type":"string","minLength":1,"maxLength":100},
              "provider":{"enum":["openai","responses","anthropic","ollama"]},
              "url":{"type":"string","pattern":"^https?://[^ ]+$","maxLength":2000},
              "model":{"type":"string","minLength":1,"maxLength":200},
              "key":{"type":"string"},"keyFile":{"type":"string"},
              "silenceSeconds":{"type":"integer","minimum":1,"maximum":3600},
              "maxTokens":{"type":"integer","minimum":1,"maximum":10000000},
              "fallback":{"type":"array","items":{"type":"string"}},
              "price":{"type":"object","additionalProperties":false,"properties":{
                "in":{"type":"number","minimum":0},"out":{"type":"number","minimum":0},
                "cached":{"type":"number","minimum":0}}}}}}
          """);

  private ModelFile() {}

  /**
   * The models by their names.
   *
   * @throws IllegalStateException that names the file, and where and why it is not allowed
   */
  static Map<String, ModelConfig> read(String file, Duration silence) {
    try {
      JsonValue json = Json.read(Files.readString(Path.of(file)));
      List<SchemaViolation> wrong = SCHEMA.check(json);
      require(
          wrong.isEmpty(),
          wrong.isEmpty() ? "" : wrong.get(0).path() + " " + wrong.get(0).message());
      Map<String, ModelConfig> models = new LinkedHashMap<>();
      for (JsonObject each : json.asJsonArray().getValuesAs(JsonObject.class)) {
        ModelConfig model = model(each, silence);
        require(models.put(model.name(), model) == null, "two models are " + model.name());
      }
      for (ModelConfig model : models.values()) {
        for (String name : model.fallback()) {
          require(
              models.containsKey(name),
              "fallback of model %s names '%s', which is no model".formatted(model.name(), name));
        }
      }
      return models;
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw new IllegalStateException("File of models " + file + ": " + e.getMessage(), e);
    }
  }

  private static void require(boolean allowed, String otherwise) {
    if (!allowed) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static ModelConfig model(JsonObject json, Duration silence) throws IOException {
    return new ModelConfig(
        json.getString("name"),
        ModelConfig.Provider.valueOf(json.getString("provider").toUpperCase(Locale.ROOT)),
        json.getString("url"),
        json.getString("model"),
        key(json),
        json.containsKey("silenceSeconds")
            ? Duration.ofSeconds(json.getInt("silenceSeconds"))
            : silence,
        json.containsKey("maxTokens") ? json.getInt("maxTokens") : null,
        price(json),
        json.containsKey("fallback")
            ? json.getJsonArray("fallback").getValuesAs(JsonString::getString)
            : List.of());
  }

  private static String key(JsonObject json) throws IOException {
    return json.containsKey("keyFile")
        ? Files.readString(Path.of(json.getString("keyFile"))).strip()
        : json.getString("key", null);
  }

  private static ModelPrice price(JsonObject json) {
    if (!(json.get("price") instanceof JsonObject price)) {
      return ModelPrice.NONE;
    }
    BigDecimal in = number(price, "in", BigDecimal.ZERO);
    return new ModelPrice(in, number(price, "out", BigDecimal.ZERO), number(price, "cached", in));
  }

  private static BigDecimal number(JsonObject json, String member, BigDecimal otherwise) {
    return json.get(member) instanceof JsonNumber number ? number.bigDecimalValue() : otherwise;
  }
}
