package org.waybill.media;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A command to be run.
 *
 * @param line the program and its arguments
 * @param time after which it is killed
 * @param mostBytes that it may write into its folder, its messages included
 * @param stopped whether it is to be killed at once
 */
record Command(List<String> line, Duration time, long mostBytes, BooleanSupplier stopped) {

  /** How it ended: its exit code, and the beginnings of what it wrote. */
  record Result(int exit, String output, String errors) {}

  String program() {
    return line.get(0);
  }
}
