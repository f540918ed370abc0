package org.waybill.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waybill.config.KnownSettings;

/** PostgreSQL reads no folder that another major version wrote. */
final class PostgresVersion {

  private PostgresVersion() {}

  static void checkSame(Path programs, DataFolder data) {
    Path written = data.postgres().resolve("PG_VERSION");
    if (!Files.exists(written)) {
      return;
    }
    try {
      String wrote = Files.readString(written).strip();
      String runs = major(answer(programs.resolve("bin/postgres")));
      if (!wrote.equals(runs)) {
        throw new LaunchFailure(
            ("The data folder %s was written by PostgreSQL %s, but this is PostgreSQL %s; choose"
                    + " another folder with %s, or migrate the data with pg_dump and pg_restore")
                .formatted(data.path(), wrote, runs, KnownSettings.DATA.env()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param answer such as {@code postgres (PostgreSQL) 18.6}
   */
  static String major(String answer) {
    String version = answer.strip().replaceFirst(".*\\s", "");
    return version.replaceFirst("\\D.*", "");
  }

  private static String answer(Path program) throws IOException {
    Process process = new ProcessBuilder(program.toString(), "--version").start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
