package org.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names are the field's terms; the glossary is in CONTRIBUTING.md. */
class NamesTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.waybill");

  /** Nouns that happen to end like a gerund. */
  private static final Set<String> NOUNS_IN_ING = Set.of("Setting", "InvalidSetting");

  /** Words that only this code base had, each with the term that the field has for it. */
  private static final Map<String, String> PRIVATE_WORDS =
      Map.ofEntries(
          Map.entry("Hint", "dispatch message"),
          Map.entry("Hints", "dispatch messages"),
          Map.entry("Gate", "admission"),
          Map.entry("Gates", "admissions"),
          Map.entry("Toll", "rate limit"),
          Map.entry("Told", "published"),
          Map.entry("Tell", "publish"),
          Map.entry("Said", "message"),
          Map.entry("Heard", "received"),
          Map.entry("Wish", "request"),
          Map.entry("Wishes", "requests"),
          Map.entry("Crew", "worker pool"),
          Map.entry("Crewman", "worker"),
          Map.entry("Knob", "setting"),
          Map.entry("Knobs", "settings"),
          Map.entry("Lineup", "ready queue"),
          Map.entry("Desk", "services"),
          Map.entry("Story", "history"),
          Map.entry("Watchman", "rescuer"));

  private static final Set<String> PRIVATE_VERBS =
      Set.of("tell", "told", "said", "hear", "heard", "lookAround", "handOver", "handedOver");

  /** In texts that people read. */
  private static final Pattern PRIVATE_TERMS =
      Pattern.compile(
          "\\b(hand(s|ed|ing)? over|night watch|look(s|ing|ed)? around|stand(s|ing)? in line"
              + "|(is|are|was|were|be) told|toll|wish(es)?|knobs?|hints?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> INTERFACES =
      List.of("Board", "Voice", "A2a", "Chat", "Pipeline", "Exchange", "Console");

  @Test
  void noClassIsNamedByAGerund() {
    assertThat(topLevel().map(JavaClass::getSimpleName))
        .filteredOn(name -> name.endsWith("ing") && !NOUNS_IN_ING.contains(name))
        .isEmpty();
  }

  @Test
  void noTwoClassesShareASimpleName() {
    Map<String, List<String>> bySimpleName =
        topLevel()
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertThat(bySimpleName.values()).allSatisfy(names -> assertThat(names).hasSize(1));
  }

  @Test
  void noClassIsNamedByAPrivateWord() {
    assertThat(PRODUCT.stream().filter(type -> isPrivate(type.getSimpleName())))
        .as("classes with words of our own instead of %s", PRIVATE_WORDS)
        .isEmpty();
  }

  @Test
  void noMethodIsNamedByAPrivateVerb() {
    assertThat(PRODUCT.stream().flatMap(type -> type.getMethods().stream()))
        .filteredOn(method -> PRIVATE_VERBS.contains(method.getName()))
        .isEmpty();
  }

  @Test
  void theCoreHasNoClassOfAnInterface() {
    assertThat(topLevel())
        .filteredOn(
            type ->
                Set.of("org.waybill.task", "org.waybill.streaming").contains(type.getPackageName()))
        .extracting(JavaClass::getSimpleName)
        .filteredOn(name -> words(name).anyMatch(INTERFACES::contains))
        .isEmpty();
  }

  private static boolean isPrivate(String name) {
    return words(name).anyMatch(PRIVATE_WORDS::containsKey);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void guidesUseTheTermsOfTheField(Path page) throws IOException {
    assertThat(Files.readString(page)).as("text of %s", page).doesNotContainPattern(PRIVATE_TERMS);
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> guides = Files.list(Path.of("src", "docs"))) {
      return Stream.concat(
          Stream.of(
              Path.of("README.md"),
              Path.of("CONTRIBUTING.md"),
              Path.of("src", "main", "resources", "META-INF", "openapi.yaml")),
          guides.toList().stream());
    }
  }

  private static Stream<String> words(String name) {
    return Stream.of(name.split("(?<=[a-z0-9])(?=[A-Z])"));
  }

  private static Stream<JavaClass> topLevel() {
    return PRODUCT.stream()
        .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
  }
}
