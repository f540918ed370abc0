package org.waybill.installing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Runs after the build, since images are made of its products. */
class DeploymentFilesIT {

  private static final Path COMPOSE = Path.of("docker/compose.yaml");
  private static final Pattern SECRET = Pattern.compile("(?m)^\\s*\\w*PASSWORD:\\s*(.*)$");

  static List<Path> dockerfiles() {
    return found("docker", "glob:**/Dockerfile");
  }

  static List<Path> scripts() {
    return found("docker", "glob:**.sh");
  }

  static List<Path> boots() {
    return found("server-config", "glob:**.{cli,asadmin}");
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void everythingThatAnImageCopiesIsThere(Path dockerfile) throws IOException {
    List<String> sources =
        instructions(dockerfile, "COPY")
            .flatMap(words -> Arrays.stream(words, 0, words.length - 1))
            .filter(word -> !word.startsWith("--"))
            // Made by the build for WildFly only.
            .filter(source -> !source.startsWith("target/wildfly-kit"))
            .toList();
    assertThat(sources).isNotEmpty().allSatisfy(source -> assertThat(matches(source)).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void imagesNameTheirVersionsAndDoNotRunAsRoot(Path dockerfile) throws IOException {
    assertThat(instructions(dockerfile, "FROM").map(words -> words[0]))
        .allMatch(image -> image.matches(".+:\\d.*"));
    // The official image of WildFly and our own last word count alike.
    String lastUser =
        instructions(dockerfile, "USER").map(words -> words[0]).reduce("", (a, b) -> b);
    assertThat(lastUser).isNotIn("", "root", "0");
    assertThat(instructions(dockerfile, "ENTRYPOINT").count()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsAreWellFormed(Path script) throws Exception {
    Process check = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
    assertThat(check.waitFor()).isZero();
    assertThat(Files.readString(script)).contains("set -euo pipefail");
  }

  @Test
  void oneDoorAndTwoWorkersWaitForWhatTheyNeed() throws IOException {
    Map<String, Map<String, Object>> services = services();
    assertThat(services).containsOnlyKeys("postgres", "artemis", "migrate", "api", "worker");
    assertThat(services.get("worker").get("deploy")).isEqualTo(Map.of("replicas", 2));
    assertThat(services.get("api").get("depends_on").toString())
        .contains("migrate={condition=service_completed_successfully}")
        .contains("artemis={condition=service_healthy}");
    assertThat(services.get("api").get("environment").toString()).contains("WAYBILL_ROLE=api");
    assertThat(services.get("worker").get("environment").toString())
        .contains("WAYBILL_ROLE=worker");
  }

  @Test
  void onlyTheDoorIsPublishedAndToThisMachineOnly() throws IOException {
    services()
        .forEach(
            (name, service) -> {
              Object ports = service.get("ports");
              assertThat(ports == null).as(name).isEqualTo(!name.equals("api"));
              if (ports != null) {
                assertThat((List<?>) ports).allMatch(p -> p.toString().startsWith("127.0.0.1:"));
              }
            });
  }

  @Test
  void noPasswordHasADefault() throws IOException {
    assertThat(SECRET.matcher(Files.readString(COMPOSE)).results().map(found -> found.group(1)))
        .hasSizeGreaterThan(2)
        .allMatch(value -> value.matches("\\$\\{\\w+:\\?.+}"));
  }

  @ParameterizedTest
  @MethodSource("boots")
  void bootFilesHoldNoPassword(Path file) throws IOException {
    assertThat(Files.readString(file)).doesNotContainPattern("(?i)password=[\"']?(?!\\$|\"\\$)\\w");
  }

  private static Map<String, Map<String, Object>> services() throws IOException {
    Map<String, Map<String, Map<String, Object>>> all = new Yaml().load(Files.readString(COMPOSE));
    return all.get("services");
  }

  /** The words of each instruction of this kind, without its name. */
  private static Stream<String[]> instructions(Path dockerfile, String kind) throws IOException {
    return Files.readString(dockerfile)
        .replace("\\\n", " ")
        .lines()
        .filter(line -> line.startsWith(kind + " "))
        .map(line -> line.substring(kind.length()).strip().split("\\s+"));
  }

  private static List<Path> matches(String source) {
    Path path = Path.of(source);
    return source.contains("*")
        ? found(path.getParent().toString(), "glob:" + source)
        : Stream.of(path).filter(Files::exists).toList();
  }

  private static List<Path> found(String folder, String pattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(pattern);
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(matcher::matches).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
