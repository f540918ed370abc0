package org.waybill.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waybill.config.AccountSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;

/** The services that users can connect accounts of, as configured; read once. */
@ApplicationScoped
public class Providers {

  private static final int MOST = 50;

  @Inject private Settings settings;

  private volatile Map<String, Provider> byName;

  /** In the order of the configuration. */
  public Collection<Provider> all() {
    return byName().values();
  }

  public Optional<Provider> find(String name) {
    return Optional.ofNullable(byName().get(name));
  }

  /**
   * Reads them, so that a wrong configuration stops startup.
   *
   * @throws InvalidProviders naming the place that is wrong
   */
  public void check() {
    byName();
  }

  private Map<String, Provider> byName() {
    Map<String, Provider> known = byName;
    if (known == null) {
      known = settings.get(AccountSettings.PROVIDERS).map(Providers::read).orElse(Map.of());
      byName = known;
    }
    return known;
  }

  private static Map<String, Provider> read(String setting) {
    JsonArray array = array(setting.startsWith("[") ? setting : content(setting));
    if (array.size() > MOST) {
      throw new InvalidProviders("there are more than " + MOST + " providers");
    }
    Map<String, Provider> byName = new LinkedHashMap<>();
    for (int i = 0; i < array.size(); i++) {
      Provider provider = ProviderParser.read("[" + i + "]", array.get(i));
      if (byName.put(provider.name(), provider) != null) {
        throw new InvalidProviders("there are two providers '" + provider.name() + "'");
      }
    }
    return byName;
  }

  private static JsonArray array(String text) {
    try {
      JsonValue value = Json.read(text);
      if (value.getValueType() == JsonValue.ValueType.ARRAY) {
        return value.asJsonArray();
      }
    } catch (JsonException e) {
      // The parser's message may show a part of it.
    }
    throw new InvalidProviders("this is no JSON array");
  }

  private static String content(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new InvalidProviders("the file cannot be read: " + path);
    }
  }
}
