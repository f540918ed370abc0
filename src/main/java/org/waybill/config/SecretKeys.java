package org.waybill.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys by their ids: the first one encrypts, all of them decrypt. Never shown, not even where their
 * text is wrong.
 */
public final class SecretKeys {

  static final String ALLOWED =
      "id=base64 of 32 bytes, several of them separated by commas or line breaks; an id has 1 to 32"
          + " letters, digits, - and _";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int KEY_BYTES = 32;
  private static final int MOST = 32;

  private final Map<String, SecretKey> byId;
  private final String first;

  private SecretKeys(Map<String, SecretKey> byId) {
    this.byId = byId;
    this.first = byId.keySet().iterator().next();
  }

  /** The id of the key that encrypts. */
  public String first() {
    return first;
  }

  public Optional<SecretKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, the one that encrypts first. */
  public List<byte[]> encoded() {
    return byId.values().stream().map(SecretKey::getEncoded).toList();
  }

  /** Reads the setting's own text; empty for none. */
  static Optional<SecretKeys> read(Setting<?> setting, String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(setting.env(), setting.name(), "(not shown)", ALLOWED);
    }
  }

  /** Reads the file that the setting names; empty for none. */
  static Optional<SecretKeys> readFile(Setting<?> setting, String path) {
    try {
      return path.isEmpty()
          ? Optional.empty()
          : Optional.of(parse(Files.readString(Path.of(path))));
    } catch (IOException | InvalidPathException e) {
      throw new InvalidSetting(setting.env(), setting.name(), path, "a file that can be read");
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(setting.env(), setting.name(), path, "a file with " + ALLOWED);
    }
  }

  /** Blank lines and lines that begin with # do not count. */
  private static SecretKeys parse(String text) {
    Map<String, SecretKey> byId = new LinkedHashMap<>();
    String keys =
        text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining(","));
    for (String entry : keys.split(",", -1)) {
      if (!entry.isBlank()) {
        String[] parts = entry.strip().split("=", 2);
        require(parts.length == 2 && ID.matcher(parts[0]).matches());
        byte[] key = Base64.getDecoder().decode(parts[1]);
        require(key.length == KEY_BYTES);
        require(byId.put(parts[0], new SecretKeySpec(key, "AES")) == null);
      }
    }
    require(!byId.isEmpty() && byId.size() <= MOST);
    return new SecretKeys(byId);
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException("not a list of keys");
    }
  }

  /** The ids alone. */
  @Override
  public String toString() {
    return "SecretKeys" + byId.keySet();
  }
}
