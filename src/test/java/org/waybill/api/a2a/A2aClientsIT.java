package org.waybill.api.a2a;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.RunningServer;

/**
 * The official clients of both versions, on both bindings, against a running server; what they do
 * stands in {@code src/test/a2a}. Needs Node and npm: without them it is skipped, but fails where
 * {@code CI} is set.
 */
class A2aClientsIT {

  private static final Path SCRIPTS = Path.of("src", "test", "a2a");
  private static final Path FOLDER = Path.of("target", "a2a");

  private static Singer model;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    boolean node = isThere("node") && isThere("npm");
    assertThat(node || System.getenv("CI") == null)
        .as("node (20 or newer) and npm are on the PATH; see CONTRIBUTING.md")
        .isTrue();
    assumeTrue(node, "no node and npm on the PATH: the official A2A clients are not tried");
    install();
    model = new Singer();
    server =
        RunningServer.start(
            Map.of("WAYBILL_LLM_URL", model.url(), "WAYBILL_OUTBOUND_ALLOW", "127.0.0.1"));
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
      model.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "current.mjs, JSONRPC",
    "current.mjs, HTTP+JSON",
    "older.mjs, JSONRPC",
    "older.mjs, HTTP+JSON"
  })
  void theOfficialClientsWorkUnchanged(String script, String transport) throws Exception {
    Map<String, String> settings =
        Map.of("WAYBILL", server.base().toString(), "TOKEN", server.operatorToken());
    assertRuns(List.of("node", script, transport), settings);
  }

  /** As the lock file has it, from whichever registry this machine uses. */
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.toList()) {
        Path copy = FOLDER.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertRuns(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
  }

  private static boolean isThere(String command) throws InterruptedException {
    try {
      return run(List.of(command, "--version"), Map.of(), Path.of(".")).exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertRuns(List<String> command, Map<String, String> settings)
      throws IOException, InterruptedException {
    Process process = run(command, settings, FOLDER);
    String output = Files.readString(FOLDER.resolve("output.txt"));
    assertThat(process.exitValue()).as(String.join(" ", command) + "\n" + output).isZero();
  }

  private static Process run(List<String> command, Map<String, String> settings, Path folder)
      throws IOException, InterruptedException {
    Path output = Files.createDirectories(FOLDER).resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(settings);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as(command + " ends within three minutes").isTrue();
    return process;
  }
}
