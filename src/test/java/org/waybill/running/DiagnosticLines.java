package org.waybill.running;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What diagnostic handlers wrote down themselves, outside the database.
 *
 * @param skipped bytes at the beginning of the file that are not read
 */
public record DiagnosticLines(Path file, long skipped) {

  public DiagnosticLines(Path file) {
    this(file, 0);
  }

  /** Only what is written from now on: earlier tests may have left thousands of lines. */
  public static DiagnosticLines fromNowOn(Path file) {
    try {
      return new DiagnosticLines(file, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

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
      String text = text();
      return text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(DiagnosticLines::line)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(skipped);
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
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
