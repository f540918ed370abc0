package org.waybill.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** The launcher's process and what it wrote. */
public record LauncherProcess(Process process, Path log) {

  /** Generous, since a test's machine may be busy with other things. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int SHOWN_LINES = 40;

  private static final Path JAR = Path.of("target", "waybill-launch.jar");

  /** Starts the launcher with these settings and no others, and does not wait. */
  public static LauncherProcess start(Map<String, String> settings, Path log) {
    assertThat(JAR).as("the product; build it by ./mvnw package").exists();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
    builder.environment().putAll(settings);
    try {
      return new LauncherProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public LauncherProcess awaitReady() {
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> saysReady() || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      List<String> lines = outputLines();
      fail(
          "Not ready within %s. The last lines of %s:%n%s",
          PATIENCE,
          log,
          String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
    }
    if (!saysReady()) {
      fail("The launcher ended with code %d:%n%s", process.exitValue(), output());
    }
    return this;
  }

  /** The exit code, as soon as there is one. */
  public int awaitEnd() {
    return awaitEnd(PATIENCE);
  }

  public int awaitEnd(Duration limit) {
    try {
      assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
          .as("launcher's end within %s, see %s", limit, log)
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return process.exitValue();
  }

  /** SIGTERM, and the exit code. */
  public int stop() {
    process.destroy();
    return awaitEnd();
  }

  public String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> outputLines() {
    return output().lines().toList();
  }

  /** The JVM that runs broker and application; those that read documents are its children. */
  public ProcessHandle server() {
    return process
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no server runs, see " + log));
  }

  /** The launcher and all that it started, the deepest first. */
  Stream<ProcessHandle> all() {
    return Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()));
  }

  private boolean saysReady() {
    return output().contains("Waybill is ready");
  }
}
