package org.waybill.bench.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waybill.bench.system.Jcmd;

/** A flight recording of another JVM. */
final class Recording {

  /** Nothing but the Java stacks, fifty times a second: the stock settings slow the run. */
  private static final String SETTINGS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <configuration version="2.0" label="Light" description="Java stacks only" provider="Waybill">
        <event name="jdk.ExecutionSample">
          <setting name="enabled">true</setting>
          <setting name="period">20 ms</setting>
        </event>
      </configuration>
      """;

  private final long pid;
  private final Path file;

  private Recording(long pid, Path file) {
    this.pid = pid;
    this.file = file.toAbsolutePath();
  }

  static Recording start(long pid, Path file) throws IOException {
    var recording = new Recording(pid, file);
    Files.createDirectories(recording.file.getParent());
    Path settings = recording.file.resolveSibling("light.jfc");
    Files.writeString(settings, SETTINGS, StandardCharsets.UTF_8);
    recording.command("JFR.configure", "stackdepth=128");
    recording.command("JFR.start", "name=bench", "settings=" + settings);
    return recording;
  }

  Path stop() throws IOException {
    command("JFR.stop", "name=bench", "filename=" + file);
    return file;
  }

  private void command(String... line) throws IOException {
    if (Jcmd.run(pid, line).isEmpty()) {
      throw new IOException("Process " + pid + " refused " + String.join(" ", line));
    }
  }
}
