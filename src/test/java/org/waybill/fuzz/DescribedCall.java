package org.waybill.fuzz;

import static org.waybill.fuzz.Description.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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

  static List<DescribedCall> all(Description description) {
    List<DescribedCall> calls = new ArrayList<>();
    description
        .paths()
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, call) -> {
                          if (METHODS.contains(method) && !WAITING.contains(path)) {
                            calls.add(of(description, method, path, map(call)));
                          }
                        }));
    return calls;
  }

  boolean takesJson() {
    return body != null;
  }

  private static DescribedCall of(
      Description description, String method, String path, Map<String, Object> call) {
    List<String> parameters = new ArrayList<>();
    if (call.get("parameters") instanceof List<?> given) {
      for (Object each : given) {
        Map<String, Object> parameter = description.resolved(map(each));
        if ("query".equals(parameter.get("in"))) {
          parameters.add((String) parameter.get("name"));
        }
      }
    }
    return new DescribedCall(
        method.toUpperCase(Locale.ROOT), path, parameters, example(description, call));
  }

  private static Object example(Description description, Map<String, Object> call) {
    Map<String, Object> body = description.resolved(map(call.get("requestBody")));
    for (Map.Entry<String, Object> content : map(body.get("content")).entrySet()) {
      if (!content.getKey().contains("json")) {
        continue;
      }
      Map<String, Object> media = map(content.getValue());
      Map<String, Object> schema = description.resolved(map(media.get("schema")));
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
}
