package org.waybill.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The description of the API, as it is read from its file. */
record Description(Map<String, Object> document) {

  static Description read() {
    try (InputStream file = Description.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new Description(new Yaml().load(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, Object> paths() {
    return map(document.get("paths"));
  }

  /** This part, or what it refers to. */
  Map<String, Object> resolved(Map<String, Object> part) {
    if (!(part.get("$ref") instanceof String reference)) {
      return part;
    }
    Map<String, Object> at = document;
    for (String name : reference.substring(2).split("/")) {
      at = map(at.get(name));
    }
    return at;
  }

  /** The members of a part; none where there is no such part. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object part) {
    return part instanceof Map ? (Map<String, Object>) part : Map.of();
  }
}
