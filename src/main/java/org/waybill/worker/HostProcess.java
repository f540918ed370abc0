package org.waybill.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Identifies a process on its host. The host is identified by its boot and its PID namespace, so
 * that two containers are two hosts; the process by its PID and its start time.
 */
record HostProcess(String host, long pid, long start) {

  private static final Logger LOG = Logger.getLogger(HostProcess.class.getName());
  private static final Path PROC = Path.of("/proc");
  private static final int STATE = 0;
  private static final int START = 19;

  /** This process; empty where the system does not provide the data. */
  static Optional<HostProcess> own() {
    try {
      long pid = ProcessHandle.current().pid();
      String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
      String numbers = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
      return Optional.of(new HostProcess(boot + " " + numbers, pid, start(stat(pid))));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.FINE, "processes cannot be inspected on this platform", e);
      return Optional.empty();
    }
  }

  /** Whether the process is there no more; one that is stopped still is. */
  boolean isGone() {
    try {
      String[] stat = stat(pid);
      return "ZX".contains(stat[STATE]) || start(stat) != start;
    } catch (IOException e) {
      return !Files.exists(PROC.resolve(Long.toString(pid)));
    }
  }

  private static long start(String[] stat) {
    return Long.parseLong(stat[START]);
  }

  /** What follows the program's name, which may contain anything. */
  private static String[] stat(long pid) throws IOException {
    String line = Files.readString(PROC.resolve(pid + "/stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
  }
}
