package org.waybill.handlers.diagnostic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;

/**
 * One line for each start and end of a diagnostic attempt, outside the database, so that a checker
 * need not believe the system under test. Each line is one append of its own, so that several
 * processes may share the file.
 */
@ApplicationScoped
class DiagnosticLog {

  @Inject private Settings settings;

  // A channel would be closed by the interrupt that stops a handler.
  private FileOutputStream file;

  void write(TaskContext context, String event, Instant at) {
    Path path = settings.get(KnownSettings.DIAGNOSTICS_LOG).map(Path::of).orElse(null);
    if (path == null) {
      return;
    }
    String line =
        "{\"taskId\":\"%s\",\"attempt\":%d,\"node\":%s,\"event\":\"%s\",\"at\":\"%s\"}\n"
            .formatted(context.taskId(), context.attempt(), Json.quote(context.node()), event, at);
    append(path, line.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void append(Path path, byte[] line) {
    try {
      if (file == null) {
        file = new FileOutputStream(path.toFile(), true);
      }
      file.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }
}
