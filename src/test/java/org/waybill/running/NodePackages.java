package org.waybill.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packages of npm that a folder of {@code src/test} needs, as its lock file has them, in a
 * folder of their own. Without Node and npm the tests that need them are skipped, but fail where
 * {@code CI} is set.
 */
public record NodePackages(Path folder) {

  /**
   * Installs them from whichever registry this machine uses.
   *
   * @param scripts the folder of {@code src/test} that has them
   * @param name of the folder in {@code target} that they get into
   */
  public static NodePackages install(String scripts, String name)
      throws IOException, InterruptedException {
    boolean node = isThere("node") && isThere("npm");
    assertThat(node || System.getenv("CI") == null)
        .as("node (20 or newer) and npm are on the PATH; see CONTRIBUTING.md")
        .isTrue();
    assumeTrue(node, "no node and npm on the PATH: packages of npm are not tried");
    Path folder = Files.createDirectories(Path.of("target", name));
    try (Stream<Path> files = Files.list(Path.of("src", "test", scripts))) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    NodePackages packages = new NodePackages(folder);
    List<String> command = List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    packages.run(command, Map.of());
    return packages;
  }

  /** Runs a command in the folder to its end, which must be a good one within three minutes. */
  public void run(List<String> command, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process = builder(command, settings).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(command + " ends within three minutes").isTrue();
    assertThat(process.exitValue())
        .as(String.join(" ", command) + "\n" + Files.readString(output))
        .isZero();
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
    return builder(command, settings).start();
  }

  private ProcessBuilder builder(List<String> command, Map<String, String> settings) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true);
  }
}
