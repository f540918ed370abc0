package org.waybill.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that tests make their material with. */
public final class LocalCommand {

  private LocalCommand() {}

  /** Skips the test where a program is missing, but fails it where {@code CI} is set. */
  public static void require(String... programs) throws InterruptedException {
    for (String program : programs) {
      boolean there = isThere(program);
      assertThat(there || System.getenv("CI") == null)
          .as(program + " is on the PATH; see CONTRIBUTING.md")
          .isTrue();
      assumeTrue(there, "no " + program + " on the PATH: what needs it is not tried");
    }
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      String option = program.startsWith("ff") ? "-version" : "--version";
      return new ProcessBuilder(program, option)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs a command in a folder to its end, which must be a good one. */
  public static void run(Path folder, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("command-", ".txt");
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0)
        .as(String.join(" ", command) + "\n" + Files.readString(output))
        .isTrue();
  }
}
