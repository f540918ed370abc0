package org.waybill.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Memory of another JVM, in MiB; empty where the platform does not tell. */
public record ProcessMemory(OptionalDouble resident, OptionalDouble peak, OptionalDouble heap) {

  private static final Pattern HEAP_TOTAL =
      Pattern.compile("total (?:reserved \\d+K, committed )?(\\d+)K");

  public static ProcessMemory of(long pid) {
    String status = status(pid);
    return new ProcessMemory(
        kib(status, Pattern.compile("VmRSS:\\s+(\\d+) kB")),
        kib(status, Pattern.compile("VmHWM:\\s+(\\d+) kB")),
        kib(Jcmd.run(pid, "GC.heap_info"), HEAP_TOTAL));
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
