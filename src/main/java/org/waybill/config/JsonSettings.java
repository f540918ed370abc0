package org.waybill.config;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.waybill.json.Json;

/**
 * Reads settings that are JSON objects of named entries, or name a file of one; what is wrong is
 * named with what is allowed.
 */
public final class JsonSettings {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private JsonSettings() {}

  /**
   * A setting as it is given.
   *
   * @param isFile whether it names a file, of which this is the content
   */
  public record Given(JsonValue json, boolean isFile) {}

  /**
   * The entries of a setting; none if it is not set.
   *
   * @throws IllegalStateException naming the setting, and what is wrong with it
   */
  public static <T> List<T> read(
      Settings settings, Setting<Optional<String>> setting, Function<Given, List<T>> entries) {
    String text = settings.get(setting).orElse("").strip();
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      boolean isFile = !text.startsWith("{");
      String json = isFile ? Files.readString(Path.of(text)) : text;
      return entries.apply(new Given(Json.read(json), isFile));
    } catch (IOException | JsonException | IllegalArgumentException e) {
      throw new IllegalStateException(setting.env() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Reads {@code {"name": {…}}}.
   *
   * @param longestName in characters
   * @param members that an entry may have
   * @throws IllegalArgumentException naming what is wrong
   */
  public static <T> List<T> entries(
      JsonValue json, int longestName, Set<String> members, BiFunction<String, JsonObject, T> of) {
    if (!(json instanceof JsonObject entries)) {
      throw new IllegalArgumentException("it is no JSON object; allowed: {\"name\": {\"url\": …}}");
    }
    return entries.entrySet().stream()
        .map(each -> entry(each.getKey(), each.getValue(), longestName, members, of))
        .toList();
  }

  private static <T> T entry(
      String name,
      JsonValue value,
      int longestName,
      Set<String> members,
      BiFunction<String, JsonObject, T> of) {
    require(
        name.length() <= longestName && NAME.matcher(name).matches(),
        name,
        "is no name",
        "up to %d lower-case letters, digits and _, beginning with a letter"
            .formatted(longestName));
    try {
      Set<String> unknown = new TreeSet<>(value.asJsonObject().keySet());
      unknown.removeAll(members);
      require(unknown.isEmpty(), name, "has " + unknown, String.join(", ", new TreeSet<>(members)));
      return of.apply(name, value.asJsonObject());
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(name + " has a member of the wrong JSON type", e);
    }
  }

  /** The member {@code timeoutSeconds} of an entry. */
  public static Duration timeout(String name, JsonObject entry, int usual, int most) {
    int seconds = entry.getInt("timeoutSeconds", usual);
    require(
        seconds >= 1 && seconds <= most, name + ".timeoutSeconds", "is " + seconds, "1 to " + most);
    return Duration.ofSeconds(seconds);
  }

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
