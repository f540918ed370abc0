package org.waybill.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The table of the run, in {@code target/faults/report.md}; it grows by a line per scenario. */
final class Report {

  private static final Path FOLDER = Path.of("target", "faults");

  private Report() {}

  static void add(Verdict verdict) {
    write(verdict.scenario(), verdict.row());
    System.out.print(verdict.row() + verdict.details());
  }

  /** For what this machine does not allow. */
  static void skipped(String scenario, String why) {
    write(scenario, "| " + scenario + " | not run: " + why + " |" + " |".repeat(11) + "\n");
  }

  /** A scenario that is run again replaces its line. */
  private static synchronized void write(String scenario, String row) {
    try {
      Path lines = Files.createDirectories(FOLDER.resolve("lines"));
      Files.writeString(lines.resolve(scenario.replaceAll("[^a-z0-9]+", "-")), row);
      StringBuilder table = new StringBuilder(Verdict.HEAD);
      try (Stream<Path> files = Files.list(lines)) {
        for (Path file : files.sorted(java.util.Comparator.comparing(Report::written)).toList()) {
          table.append(Files.readString(file));
        }
      }
      Files.writeString(FOLDER.resolve("report.md"), table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long written(Path file) {
    return file.toFile().lastModified();
  }
}
