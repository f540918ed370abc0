package org.waybill.running;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What diagnostic handlers wrote down themselves, outside the database. */
public record DiagnosticLines(Path file) {

  /** One start or end of an attempt. */
  public record Line(String taskId, int attempt, String node, String event, Instant at) {

    public boolean isStart() {
      return event.equals("start");
    }
  }

  /** All lines so far; a line that is still being written is left out. */
  public List<Line> all() {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(DiagnosticLines::line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject line = reader.readObject();
      return new Line(
          line.getString("taskId"),
          line.getInt("attempt"),
          line.getString("node"),
          line.getString("event"),
          Instant.parse(line.getString("at")));
    }
  }
}
