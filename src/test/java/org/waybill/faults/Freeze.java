package org.waybill.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that stand still for a while, and go on as if nothing had been. */
record Freeze(List<ProcessHandle> processes, Duration time) implements Scenario.Fault {

  static Freeze of(ProcessHandle process, int seconds) {
    return new Freeze(List.of(process), Duration.ofSeconds(seconds));
  }

  /** Of this process and all that it has started by now. */
  static Freeze withChildren(ProcessHandle first, int seconds) {
    List<ProcessHandle> all = Stream.concat(Stream.of(first), first.descendants()).toList();
    return new Freeze(all, Duration.ofSeconds(seconds));
  }

  @Override
  public void run() throws Exception {
    try {
      signal("STOP");
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } finally {
      signal("CONT");
    }
  }

  private void signal(String name) throws Exception {
    for (ProcessHandle process : processes) {
      // One of many may have ended by itself, as sessions of a database do.
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}
