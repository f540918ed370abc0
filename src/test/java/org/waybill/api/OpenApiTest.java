package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What is written about the API is the API: every call, and no other. */
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private static final int MOST_NESTED = 6;

  private static final Map<String, Object> DOCUMENT = document();
  private static final Map<String, Map<String, Object>> WRITTEN = paths();

  @Test
  void everyCallIsDescribedAndNoOther() {
    assertThat(described()).isEqualTo(served());
  }

  @Test
  void everyCallSaysWhatItDoes() {
    WRITTEN.forEach(
        (path, item) ->
            METHODS.stream()
                .filter(item::containsKey)
                .forEach(
                    method ->
                        assertThat(item.get(method))
                            .as(method + " " + path)
                            .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                            .containsKeys("summary", "responses")));
  }

  @Test
  void everyCallShowsWhatGoesInAndWhatComesOut() {
    List<String> missing = new ArrayList<>();
    calls()
        .forEach(
            (call, description) -> {
              Map<String, Object> body = child(description, "requestBody");
              if (!body.isEmpty() && !hasExample(body)) {
                missing.add(call + " in");
              }
              child(description, "responses")
                  .forEach(
                      (status, answer) -> {
                        if (Set.of("200", "201", "202").contains(status)
                            && !hasExample(object(answer))) {
                          missing.add(call + " " + status);
                        }
                      });
            });
    assertThat(missing).as("without an example").isEmpty();
  }

  /** What programs that generate clients ask for. */
  @Test
  void everyCallHasAnIdAndEveryAnswerASchema() {
    List<String> ids = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    calls()
        .forEach(
            (call, description) -> {
              ids.add(String.valueOf(description.get("operationId")));
              child(description, "responses")
                  .forEach(
                      (status, answer) ->
                          child(resolved(object(answer)), "content")
                              .forEach(
                                  (type, media) -> {
                                    if (!object(media).containsKey("schema")) {
                                      missing.add(call + " " + status + " " + type);
                                    }
                                  }));
            });
    assertThat(ids).doesNotContain("null").doesNotHaveDuplicates();
    assertThat(missing).as("without a schema").isEmpty();
  }

  @Test
  void whatIsAnsweredSaysWhichMembersAreAlwaysThere() {
    Map<String, Object> schemas = child(child(DOCUMENT, "components"), "schemas");

    assertThat(
            calls().values().stream()
                .flatMap(call -> child(call, "responses").values().stream())
                .flatMap(answer -> child(resolved(object(answer)), "content").values().stream())
                .map(media -> child(object(media), "schema").get("$ref"))
                .filter(reference -> reference != null)
                .map(reference -> ((String) reference).replace("#/components/schemas/", ""))
                .distinct()
                .filter(name -> object(schemas.get(name)).containsKey("properties"))
                .filter(name -> !object(schemas.get(name)).containsKey("required")))
        .as("schemas of answers without required members")
        .isEmpty();
  }

  @Test
  void theDescriptionAsServedHasNoMembersOfTheServersOwn() {
    String json =
        "{\"openapi\":\"3.0.3\",\"endpoints\":{\"/\":[\"a\"]},\"servers\":[{\"url\":\"http://x:1/\"}],\"paths\":{}}";
    String yaml =
        "openapi: 3.0.3\nendpoints:\n  /:\n  - a\nservers:\n- url: http://x:1/\npaths: {}\n";

    for (String served : List.of(OpenApiCleaner.valid(json), OpenApiCleaner.valid(yaml))) {
      Map<String, Object> read = new Yaml().load(served);
      assertThat(read).containsOnlyKeys("openapi", "servers", "paths");
      assertThat(read.get("servers")).asString().contains("url=/,").doesNotContain("http:");
    }
  }

  private static Map<String, Map<String, Object>> calls() {
    Map<String, Map<String, Object>> calls = new TreeMap<>();
    WRITTEN.forEach(
        (path, item) ->
            METHODS.stream()
                .filter(item::containsKey)
                .forEach(method -> calls.put(method + " " + path, object(item.get(method)))));
    return calls;
  }

  /** Whether every content has an example: its own, or in the schema that it refers to. */
  private static boolean hasExample(Map<String, Object> body) {
    Map<String, Object> content = child(resolved(body), "content");
    return !content.isEmpty()
        && content.values().stream().allMatch(each -> shows(object(each), MOST_NESTED));
  }

  private static boolean shows(Map<String, Object> part, int depth) {
    Map<String, Object> here = resolved(part);
    return here.containsKey("example")
        || here.containsKey("examples")
        || depth > 0
            && here.values().stream()
                .anyMatch(each -> each instanceof Map && shows(object(each), depth - 1));
  }

  /** What a reference stands for. */
  private static Map<String, Object> resolved(Map<String, Object> part) {
    if (!(part.get("$ref") instanceof String reference)) {
      return part;
    }
    Map<String, Object> at = DOCUMENT;
    for (String name : reference.substring(2).split("/")) {
      at = child(at, name);
    }
    return at;
  }

  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    return parent.containsKey(name) ? object(parent.get(name)) : Map.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static Set<String> described() {
    return WRITTEN.entrySet().stream()
        .flatMap(
            path ->
                path.getValue().keySet().stream()
                    .filter(METHODS::contains)
                    .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> served() {
    return new ClassFileImporter()
        .importPackages("org.waybill.api").stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).flatMap(m -> call(type, m)))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> call(Class<?> resource, Method method) {
    String path =
        segment(resource.getAnnotation(Path.class)) + segment(method.getAnnotation(Path.class));
    String outside =
        path.matches("/(" + String.join("|", RootPathFilter.SEGMENTS) + ")(/.*)?")
            ? path
            : "/api" + path;
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(verb -> verb.value() + " " + outside);
  }

  private static String segment(Path path) {
    String inner =
        path == null ? "" : path.value().replaceAll("^/|/$", "").replaceAll(": [^}]+}", "}");
    return inner.isEmpty() ? "" : "/" + inner;
  }

  private static Map<String, Object> document() {
    try (InputStream file = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new Yaml().load(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Map<String, Object>> paths() {
    Map<String, Map<String, Object>> paths = new TreeMap<>();
    child(DOCUMENT, "paths").forEach((path, item) -> paths.put(path, object(item)));
    return paths;
  }
}
