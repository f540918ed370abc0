package org.waybill.bench.system;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What the diagnostic handlers of all workers wrote, outside the database. */
public record DiagnosticLines(Path file) {

  /** The moments at which handlers started an attempt after this one. */
  public List<Instant> startsSince(Instant time) {
    return read().stream()
        .filter(line -> line.getString("event").equals("start"))
        .map(line -> Instant.parse(line.getString("at")))
        .filter(at -> at.isAfter(time))
        .sorted()
        .toList();
  }

  private List<JsonObject> read() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
              .filter(line -> line.endsWith("}"))
              .map(DiagnosticLines::parse)
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject parse(String line) {
    try (var reader = Json.createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
