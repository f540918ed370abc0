package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packages of {@code src/test/mcp}, as the lock file has them, in a folder of their own.
 * Without Node and npm the tests that need them are skipped, but fail where {@code CI} is set.
 */
public record NodePackages(Path folder) {

  private static final Path SCRIPTS = Path.of("src", "test", "mcp");

  /** Installs them from whichever registry this machine uses. */
  public static NodePackages install(String name) throws IOException, InterruptedException {
    boolean node = isThere("node") && isThere("npm");
    assertThat(node || System.getenv("CI") == null)
        .as("node (20 or newer) and npm are on the PATH; see CONTRIBUTING.md")
        .isTrue();
    assumeTrue(node, "no node and npm on the PATH: official MCP packages are not tried");
    Path folder = Files.createDirectories(Path.of("target", name));
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    NodePackages packages = new NodePackages(folder);
    List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Process npm = packages.begin(command, Map.of());
    String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(npm.waitFor()).as(output).isZero();
    return packages;
  }

  private static boolean isThere(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Starts a command in the folder; its errors come with its output. */
  public Process begin(List<String> command, Map<String, String> settings) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true).start();
  }
}
