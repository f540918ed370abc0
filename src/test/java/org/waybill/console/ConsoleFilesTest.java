package org.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the browser would find out late: that the console's files fit together and to the policy.
 */
class ConsoleFilesTest {

  private static final Path WEBAPP = Path.of("src/main/webapp");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:[^']* from )?'([^']+)';", Pattern.MULTILINE);

  @Test
  void the_policy_allows_the_import_map_that_is_served() throws Exception {
    byte[] map = importMapText().getBytes(StandardCharsets.UTF_8);
    String hash =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(map));

    assertThat(ContentPolicy.of(page()).header("localhost:8080"))
        .contains("script-src 'self' 'sha256-" + hash + "';")
        .contains("connect-src 'self' ws://localhost:8080 wss://localhost:8080;")
        .doesNotContain("unsafe")
        .doesNotContain("*");
  }

  @Test
  void a_forged_host_does_not_get_into_the_policy() throws Exception {
    assertThat(ContentPolicy.of(page()).header("evil; script-src *"))
        .contains("connect-src 'self';")
        .doesNotContain("evil");
  }

  @Test
  void the_page_holds_nothing_that_the_policy_forbids() throws Exception {
    assertThat(page().replace(importMapText(), ""))
        .doesNotContainPattern("<script[^>]*>[^<]")
        .doesNotContain("<style")
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern("\\son\\w+=");
    assertThat(modules()).allSatisfy(module -> assertThat(read(module)).doesNotContain(" style="));
  }

  @Test
  void every_import_leads_to_a_file() throws Exception {
    JsonObject imports = imports();
    for (Path module : modules()) {
      for (String name : importsOf(module)) {
        if (name.startsWith("./")) {
          assertThat(module.resolveSibling(name)).exists();
        } else {
          assertThat(inTheLibrary(imports, name)).as(module + " imports " + name).isNotNull();
        }
      }
    }
  }

  @Test
  void every_target_of_the_import_map_is_in_the_libraries_of_this_version() throws Exception {
    imports()
        .values()
        .forEach(
            target -> {
              String path = ((JsonString) target).getString();
              assertThat(resource(path.endsWith("/") ? path + "package.json" : path))
                  .as(path)
                  .isNotNull();
            });
  }

  private static Object inTheLibrary(JsonObject imports, String name) {
    if (imports.containsKey(name)) {
      return resource(imports.getString(name));
    }
    String folder = name.substring(0, name.indexOf('/') + 1);
    return imports.containsKey(folder)
        ? resource(imports.getString(folder) + name.substring(folder.length()))
        : null;
  }

  private static Object resource(String target) {
    return ConsoleFilesTest.class.getResource("/META-INF/resources" + target.substring(1));
  }

  private static JsonObject imports() throws IOException {
    try (var reader = Json.createReader(new StringReader(importMapText()))) {
      return reader.readObject().getJsonObject("imports");
    }
  }

  private static String importMapText() throws IOException {
    String start = "<script type=\"importmap\">";
    String page = page();
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf("</script>", from));
  }

  private static String page() throws IOException {
    return Files.readString(WEBAPP.resolve("index.html"));
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.list(WEBAPP.resolve("console"))) {
      return files.filter(file -> file.toString().endsWith(".js")).sorted().toList();
    }
  }

  private static List<String> importsOf(Path module) {
    return IMPORT.matcher(read(module)).results().map((MatchResult m) -> m.group(1)).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
