package org.waybill.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A file system of its own that is full for a while, to the last byte. */
record Ballast(Path mount, Duration time) implements Scenario.Fault {

  static boolean mounted(Path mount, String size) throws Exception {
    return command("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", mount.toString());
  }

  static void unmount(Path mount) throws Exception {
    command("umount", mount.toString());
  }

  private static boolean command(String... words) throws Exception {
    return new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** What others give back meanwhile is taken, too. */
  @Override
  public void run() throws Exception {
    Path file = mount.resolve("ballast");
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        fill(file);
        TimeUnit.MILLISECONDS.sleep(200);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void fill(Path file) {
    for (int size : new int[] {1 << 20, 4_096, 1}) {
      byte[] block = new byte[size];
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(block);
        }
      } catch (IOException e) {
        // Full, as was wanted.
        continue;
      }
    }
  }
}
