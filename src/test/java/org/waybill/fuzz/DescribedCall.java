package org.waybill.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * A call as the description of the API has it.
 *
 * @param parameters those of the query
 * @param body an example of a JSON body, or null where it takes none
 */
record DescribedCall(String method, String path, List<String> parameters, Object body) {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** Calls that wait for something by design: they are no hang. */
  private static final Set<String> WAITING = Set.of("/pipeline/run");

  static List<DescribedCall> all() {
    Map<String, Object> document = document();
    List<DescribedCall> calls = new ArrayList<>();
    map(document.get("paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, call) -> {
                          if (METHODS.contains(method) && !WAITING.contains(path)) {
                            calls.add(of(document, method, path, map(call)));
                          }
                        }));
    return calls;
  }

  boolean takesJson() {
    return body != null;
  }

  private static DescribedCall of(
      Map<String, Object> document, String method, String path, Map<String, Object> call) {
    List<String> parameters = new ArrayList<>();
    if (call.get("parameters") instanceof List<?> given) {
      for (Object each : given) {
        Map<String, Object> parameter = resolved(document, map(each));
        if ("query".equals(parameter.get("in"))) {
          parameters.add((String) parameter.get("name"));
        }
      }
    }
    return new DescribedCall(
        method.toUpperCase(Locale.ROOT), path, parameters, example(document, call));
  }

  private static Object example(Map<String, Object> document, Map<String, Object> call) {
    Map<String, Object> body = resolved(document, map(call.get("requestBody")));
    for (Map.Entry<String, Object> content : map(body.get("content")).entrySet()) {
      if (!content.getKey().contains("json")) {
        continue;
      }
      Map<String, Object> media = map(content.getValue());
      Map<String, Object> schema = resolved(document, map(media.get("schema")));
      if (media.containsKey("example")) {
        return media.get("example");
      }
      if (!map(media.get("examples")).isEmpty()) {
        Object first = map(media.get("examples")).values().iterator().next();
        return map(first).get("value");
      }
      return schema.getOrDefault("example", Map.of());
    }
    return null;
  }

  private static Map<String, Object> resolved(
      Map<String, Object> document, Map<String, Object> it) {
    if (!(it.get("$ref") instanceof String reference)) {
      return it;
    }
    Map<String, Object> at = document;
    for (String name : reference.substring(2).split("/")) {
      at = map(at.get(name));
    }
    return at;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  static Map<String, Object> document() {
    try (InputStream file = DescribedCall.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new Yaml().load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
