package org.waybill.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that the data folder's last launcher started. After its kill -9 they take a moment
 * to end, and hold the ports meanwhile. Only who holds the folder's lock may wait for them, since
 * then their launcher is gone.
 */
record LeftoverProcesses(Path file) {

  static LeftoverProcesses of(DataFolder data) {
    return new LeftoverProcesses(data.path().resolve("processes"));
  }

  void remember(List<ProcessHandle> processes) {
    String text = processes.stream().map(LeftoverProcesses::line).collect(Collectors.joining());
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LaunchFailure("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Ends what is left, one after the other: the database is needed until the server has ended. */
  void end() {
    for (ProcessHandle process : left()) {
      System.out.printf("Waiting for process %d of the previous start to end.%n", process.pid());
      process.destroy();
      if (Poller.await(DataFolder.PATIENCE, () -> process.isAlive() ? null : true).isEmpty()) {
        process.destroyForcibly();
        process.onExit().join();
      }
    }
  }

  List<ProcessHandle> left() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(LeftoverProcesses::same).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new LaunchFailure("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** With its start, since process ids come back. */
  private static String line(ProcessHandle process) {
    return process.pid() + " " + startOf(process) + "\n";
  }

  private static Optional<ProcessHandle> same(String line) {
    String[] words = line.split(" ", 2);
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(process -> startOf(process).equals(words[1]));
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
