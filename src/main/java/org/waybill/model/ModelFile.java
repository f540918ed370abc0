package org.waybill.model;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.waybill.json.Json;

/** Reads the file of models: a JSON array, an object for each. */
final class ModelFile {

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "provider",
          "url",
          "model",
          "key",
          "keyFile",
          "silenceSeconds",
          "maxTokens",
          "price",
          "fallback");

  private ModelFile() {}

  /**
   * @throws IllegalStateException that names the file, the entry and the member
   */
  static List<ModelConfig> read(String file, Duration silence) {
    List<ModelConfig> models = new ArrayList<>();
    try {
      for (JsonObject each :
          Json.read(Files.readString(Path.of(file))).asJsonArray().getValuesAs(JsonObject.class)) {
        models.add(model(each, silence));
      }
      for (ModelConfig each : models) {
        for (String name : each.fallback()) {
          if (models.stream().noneMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException(
                "fallback of model %s names '%s', which is no model".formatted(each.name(), name));
          }
        }
      }
      return models;
    } catch (IOException | JsonException | ClassCastException | IllegalArgumentException e) {
      throw new IllegalStateException("File of models " + file + ": " + e.getMessage(), e);
    }
  }

  private static ModelConfig model(JsonObject json, Duration silence) throws IOException {
    for (String member : json.keySet()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException(
            "'%s' is no member; allowed: %s".formatted(member, MEMBERS.stream().sorted().toList()));
      }
    }
    Duration given =
        json.containsKey("silenceSeconds")
            ? Duration.ofSeconds(json.getInt("silenceSeconds"))
            : silence;
    return new ModelConfig(
        required(json, "name"),
        provider(required(json, "provider")),
        required(json, "url"),
        required(json, "model"),
        key(json),
        given,
        json.containsKey("maxTokens") ? json.getInt("maxTokens") : null,
        price(json),
        json.containsKey("fallback")
            ? json.getJsonArray("fallback").getValuesAs(JsonString::getString)
            : List.of());
  }

  private static String required(JsonObject json, String member) {
    String text = json.getString(member, "");
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "'%s' of model '%s' is missing".formatted(member, json.getString("name", "")));
    }
    return text;
  }

  private static ModelConfig.Provider provider(String text) {
    try {
      return ModelConfig.Provider.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "provider is '%s'; allowed: openai, anthropic, ollama".formatted(text), e);
    }
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
