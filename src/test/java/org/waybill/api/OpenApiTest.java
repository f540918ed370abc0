package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What is written about the API is the API: every call, and no other. */
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

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
        path.matches("/(" + String.join("|", OuterDoors.SEGMENTS) + ")\\b.*")
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

  private static Map<String, Map<String, Object>> paths() {
    try (InputStream file = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      Map<String, Map<String, Map<String, Object>>> document = new Yaml().load(file);
      return document.get("paths");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
