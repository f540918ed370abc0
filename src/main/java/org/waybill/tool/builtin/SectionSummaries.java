package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waybill.document.PagePassage;
import org.waybill.json.Json;
import org.waybill.model.Models;
import org.waybill.tool.ToolCall;

/** Summarises a document section by section: by a model, or where there is none by extracts. */
@ApplicationScoped
class SectionSummaries {

  /** How much longer the task may take for each section. */
  private static final Duration PER_SECTION = Duration.ofSeconds(60);

  private static final int FULL = 100;

  @Inject private Models models;
  @Inject private PageQuestions questions;

  /** Adds {@code method}, {@code sections} and, by a model, {@code answer}. */
  void add(JsonObjectBuilder result, String name, List<PagePassage> passages, ToolCall call)
      throws Exception {
    List<Outline.Section> sections = Outline.sections(passages);
    int last = passages.get(passages.size() - 1).page();
    boolean byModel = models.isConfigured();
    Map<Integer, String> summaries = new TreeMap<>();
    JsonArrayBuilder shown = Json.array();
    for (int i = 0; i < sections.size(); i++) {
      Outline.Section section = sections.get(i);
      call.stopIfCancelled();
      call.progress(
          FULL * i / (sections.size() + 1),
          "%s: page %d of %d".formatted(name, section.from(), last));
      String summary = byModel ? asked(section, i, call) : Extract.of(section.text());
      summaries.put(section.from(), summary);
      shown.add(json(section, summary));
    }
    result.add("method", byModel ? "model" : "extractive").add("sections", shown);
    if (byModel) {
      call.extend(PER_SECTION);
      result.add("answer", questions.ofSections(summaries, call));
    }
  }

  private String asked(Outline.Section section, int number, ToolCall call) throws Exception {
    call.extend(PER_SECTION);
    return questions.ofSection(section, number, call);
  }

  private static JsonObjectBuilder json(Outline.Section section, String summary) {
    JsonObjectBuilder json = Json.object();
    if (section.heading() != null) {
      json.add("heading", section.heading());
    }
    return json.add("from", section.from()).add("to", section.to()).add("summary", summary);
  }
}
