package org.waybill.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Memory of another JVM, in MiB; empty where the platform does not tell. */
public record ProcessMemory(
    OptionalDouble resident, OptionalDouble peak, OptionalDouble heap, OptionalDouble heapUsed) {

  private static final Pattern HEAP_TOTAL =
      Pattern.compile("total (?:reserved \\d+K, committed )?(\\d+)K");

  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

  /** After a collection, so that what is used is needed. */
  public static ProcessMemory collected(long pid) {
    Jcmd.run(pid, "GC.run");
    return of(pid);
  }

  public static ProcessMemory of(long pid) {
    String status = status(pid);
    String heap = Jcmd.run(pid, "GC.heap_info");
    return new ProcessMemory(
        kib(status, Pattern.compile("VmRSS:\\s+(\\d+) kB")),
        kib(status, Pattern.compile("VmHWM:\\s+(\\d+) kB")),
        kib(heap, HEAP_TOTAL),
        kib(heap, HEAP_USED));
  }

  private static OptionalDouble kib(String text, Pattern pattern) {
    var found = pattern.matcher(text);
    return found.find()
        ? OptionalDouble.of(Long.parseLong(found.group(1)) / 1024.0)
        : OptionalDouble.empty();
  }

  private static String status(long pid) {
    Path file = Path.of("/proc", Long.toString(pid), "status");
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
