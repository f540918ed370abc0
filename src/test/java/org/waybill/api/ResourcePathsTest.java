package org.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A call is routed to the class whose path has the most literal characters, and only then to one of
 * its methods: a class with a longer path hides the methods of others below that path.
 */
class ResourcePathsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.waybill.api");

  private static List<JavaClass> resources() {
    return CLASSES.stream().filter(each -> each.isAnnotatedWith(Path.class)).toList();
  }

  private static String path(Path path) {
    return path.value().replaceAll("^/+|/+$", "");
  }

  private static String path(JavaClass resource) {
    return path(resource.getAnnotationOfType(Path.class));
  }

  private static boolean isCalled(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(each -> each.getRawType().isAnnotatedWith(HttpMethod.class));
  }

  private static String example(JavaClass resource, JavaMethod method) {
    String more =
        method.isAnnotatedWith(Path.class) ? path(method.getAnnotationOfType(Path.class)) : "";
    String whole = path(resource) + (path(resource).isEmpty() || more.isEmpty() ? "" : "/") + more;
    return whole.replaceAll("\\{[^}]*}", "x-1");
  }

  private static boolean fits(String template, String example) {
    String pattern = template.replaceAll("\\{[^}]*}", "[^/]+");
    return template.isEmpty() || example.matches(pattern + "(/.*)?");
  }

  private static int literals(String template) {
    return template.replaceAll("\\{[^}]*}", "").length();
  }

  @Test
  void noClassHidesTheMethodsOfAnother() {
    List<String> hidden = new ArrayList<>();
    int calls = 0;
    for (JavaClass resource : resources()) {
      for (JavaMethod method : resource.getMethods()) {
        if (isCalled(method)) {
          calls++;
          String example = example(resource, method);
          String chosen =
              resources().stream()
                  .map(ResourcePathsTest::path)
                  .filter(template -> fits(template, example))
                  .max(Comparator.comparingInt(ResourcePathsTest::literals))
                  .orElseThrow();
          if (!chosen.equals(path(resource))) {
            hidden.add(method.getFullName() + " is hidden by the class at /" + chosen);
          }
        }
      }
    }
    assertThat(hidden).isEmpty();
    assertThat(calls).isGreaterThan(100);
  }
}
