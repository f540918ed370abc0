package org.waybill.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A TCP socket that awaits connections, as Linux tells it.
 *
 * @param address in hexadecimal, as in {@code /proc/net/tcp}
 */
record Listener(String address, int port) {

  private static final String LISTENING = "0A";
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  boolean isLoopback() {
    return LOOPBACK.contains(address);
  }

  static Set<Listener> of(Collection<ProcessHandle> processes) {
    Set<String> sockets =
        processes.stream().flatMap(Listener::openFiles).collect(Collectors.toSet());
    Set<Listener> all = new HashSet<>();
    for (String family : List.of("tcp", "tcp6")) {
      for (String line : lines(Path.of("/proc/net", family))) {
        String[] words = line.strip().split("\\s+", -1);
        if (LISTENING.equals(words[3]) && sockets.contains("socket:[" + words[9] + "]")) {
          String[] local = words[1].split(":", -1);
          all.add(new Listener(local[0], Integer.parseInt(local[1], 16)));
        }
      }
    }
    return all;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> openFiles(ProcessHandle process) {
    Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Listener::target).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
