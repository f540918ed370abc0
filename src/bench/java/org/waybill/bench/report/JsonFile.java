package org.waybill.bench.report;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.waybill.bench.system.Kind;

/** The report as a file for programs, with every round's value. */
public final class JsonFile {

  private JsonFile() {}

  public static void write(Report report, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var pretty = Map.of(JsonGenerator.PRETTY_PRINTING, true);
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        var writer = Json.createWriterFactory(pretty).createWriter(out)) {
      writer.writeObject(json(report).build());
    }
  }

  private static JsonObjectBuilder json(Report report) {
    JsonObjectBuilder facts = Json.createObjectBuilder();
    report.facts().forEach(facts::add);
    JsonArrayBuilder figures = Json.createArrayBuilder();
    report.figures().forEach(figure -> figures.add(json(figure)));
    return Json.createObjectBuilder()
        .add("machine", facts)
        .add("figures", figures)
        .add("notes", Json.createArrayBuilder(report.notes()));
  }

  private static JsonObjectBuilder json(Figure figure) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    json.add("name", figure.name()).add("unit", figure.unit());
    JsonObjectBuilder rounds = Json.createObjectBuilder();
    JsonObjectBuilder ratios = Json.createObjectBuilder();
    for (Kind kind : Kind.values()) {
      figure.median(kind).ifPresent(median -> json.add(kind.label(), median));
      if (kind != Kind.WAYBILL) {
        figure.ratio(kind).ifPresent(ratio -> ratios.add(kind.label(), ratio));
      }
      if (figure.samples().containsKey(kind)) {
        rounds.add(kind.label(), Json.createArrayBuilder(figure.samples().get(kind)));
      }
    }
    return json.add("ratio", ratios)
        .add("rounds", rounds)
        .add("bar", figure.bar().text())
        .add("met", figure.bar().verdict(figure));
  }
}
