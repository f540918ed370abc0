package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.waybill.agent.NeedsModel;
import org.waybill.config.DocumentSettings;
import org.waybill.config.Settings;
import org.waybill.document.Document;
import org.waybill.document.DocumentPage;
import org.waybill.document.Documents;
import org.waybill.document.PagePassage;
import org.waybill.document.WholeDocuments;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.model.Models;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/**
 * Reads the whole of a document: for a question or a summary by the model, page by page or section
 * by section, and for its headings and tables without one. Each page or section that a model reads
 * is a step of the task: a later attempt goes on with the next one.
 */
@ApplicationScoped
public class DocumentAnalysisTool implements Tool {

  /** Pages that a model reads at the same time. */
  private static final int WINDOW = 4;

  /** On one node: each holds a thread of tools for as long as it takes. */
  private static final int AT_ONCE = 16;

  private static final Duration LATER = Duration.ofSeconds(10);

  /** How much longer the task may take for each page. */
  private static final Duration PER_PAGE = Duration.ofSeconds(30);

  /** Of all findings that are answered, in characters. */
  private static final int LONGEST_FINDINGS = 30_000;

  private static final ToolSpec SPEC =
      new ToolSpec(
          "analyze_document",
          "Reads the whole of one of the user's documents: answers a question on it (takes seconds"
              + " for each page), summarises it section by section, or gives its outline or its"
              + " tables.",
          Risk.READ,
          """
          {"type":"object","required":["document"],"additionalProperties":false,
            "properties":{
              "document":{"type":"string","minLength":1,"maxLength":200,
                "description":"The document's id, or its name."},
              "mode":{"type":"string","enum":["question","outline","summary","tables"],
                "default":"question","description":"What to find: the answer to a question, the\
           headings with their pages, a summary of each section, or the tables as CSV."},
              "question":{"type":"string","minLength":1,"maxLength":2000,
                "description":"What to find out; for the mode question."},
              "from":{"type":"integer","minimum":1,"default":1,"description":"The first page."},
              "to":{"type":"integer","minimum":1,"description":"The last page."}}}
          """,
          """
          {"type":"object","required":["document","name","pages"],"properties":{
            "document":{"type":"string"},"name":{"type":"string"},
            "pages":{"type":"integer","description":"How many pages with text were read."},
            "withoutText":{"type":"string","description":"Which pages have no text."},
            "answer":{"type":"string"},
            "findings":{"type":"array","description":"At most 30,000 characters together.","items":{
              "type":"object","required":["page","text"],"properties":{
                "page":{"type":"integer"},"text":{"type":"string"}}}},
            "headings":{"type":"array","description":"The first 2,000.","items":{
              "type":"object","required":["level","page","text"],"properties":{
                "level":{"type":"integer"},"page":{"type":"integer"},
                "text":{"type":"string"}}}},
            "method":{"type":"string","enum":["model","extractive"]},
            "sections":{"type":"array","items":{
              "type":"object","required":["from","to","summary"],"properties":{
                "heading":{"type":"string"},"from":{"type":"integer"},"to":{"type":"integer"},
                "summary":{"type":"string"}}}},
            "truncated":{"type":"boolean","description":"Whether there are more tables."},
            "tables":{"type":"array","description":"At most 500, of 200,000 characters together.",
              "items":{"type":"object","required":["page","rows","csv"],"properties":{
                "page":{"type":"integer"},"rows":{"type":"integer"},"csv":{"type":"string"}}}}}}
          """,
          Duration.ofHours(2),
          10,
          ToolSpec.BUILT_IN);

  private final Semaphore free = new Semaphore(AT_ONCE);

  @Inject private Documents documents;
  @Inject private WholeDocuments whole;
  @Inject private Models models;
  @Inject private PageQuestions questions;
  @Inject private PageThreads threads;
  @Inject private SectionSummaries summaries;
  @Inject private Settings settings;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    String mode = arguments.getString("mode", "question");
    if (mode.equals("question")) {
      checkQuestion(arguments);
    }
    Document document = document(arguments.getString("document"), call);
    List<DocumentPage> pages = pages(document, arguments);
    JsonObjectBuilder result =
        Json.object()
            .add("document", document.id().toString())
            .add("name", document.name())
            .add("pages", pages.size());
    if (document.withoutText() != null) {
      result.add("withoutText", document.withoutText());
    }
    int from = pages.get(0).number();
    int to = pages.get(pages.size() - 1).number();
    switch (mode) {
      case "outline" -> result.add("headings", Outline.of(whole.passages(document.id(), from, to)));
      case "tables" -> PageTables.add(result, whole.texts(document.id(), from, to));
      case "summary" -> {
        List<PagePassage> passages = whole.passages(document.id(), from, to);
        one(() -> summaries.add(result, document.name(), passages, call));
      }
      default -> {
        String question = arguments.getString("question");
        one(() -> answer(result, document, pages, question, call));
      }
    }
    return result.build();
  }

  private void checkQuestion(JsonObject arguments) throws ToolFailure {
    if (!arguments.containsKey("question")) {
      throw ToolFailure.forGood(
          "invalid_arguments", "question is missing; needed for the mode question");
    }
    if (!models.isConfigured()) {
      throw ToolFailure.forGood(NeedsModel.REASON, "Reading documents needs a language model");
    }
  }

  /** What takes long. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void one(Work work) throws Exception {
    if (!free.tryAcquire()) {
      throw new ModelFailure.Busy(
          "%d documents are being read on this node, which is the most".formatted(AT_ONCE), LATER);
    }
    try {
      work.run();
    } finally {
      free.release();
    }
  }

  private void answer(
      JsonObjectBuilder result,
      Document document,
      List<DocumentPage> pages,
      String question,
      ToolCall call)
      throws Exception {
    Map<Integer, String> findings = new TreeMap<>();
    for (int from = 0; from < pages.size(); from += WINDOW) {
      List<DocumentPage> window = pages.subList(from, Math.min(from + WINDOW, pages.size()));
      call.stopIfCancelled();
      call.progress(
          100 * from / (pages.size() + 1),
          "%s: page %d of %d".formatted(document.name(), from + 1, pages.size()));
      call.extend(PER_PAGE.multipliedBy(window.size()));
      List<Callable<Optional<String>>> asked = new ArrayList<>();
      window.forEach(page -> asked.add(() -> questions.ofPage(page, question, call)));
      List<Optional<String>> found = threads.all(asked);
      for (int i = 0; i < window.size(); i++) {
        int number = window.get(i).number();
        found.get(i).ifPresent(finding -> findings.put(number, finding));
      }
    }
    call.extend(PER_PAGE);
    result
        .add("answer", questions.ofAll(findings, question, document.withoutText(), call))
        .add("findings", shown(findings));
  }

  private static JsonArrayBuilder shown(Map<Integer, String> findings) {
    JsonArrayBuilder shown = Json.array();
    int length = 0;
    for (Map.Entry<Integer, String> each : findings.entrySet()) {
      length += each.getValue().length();
      if (length > LONGEST_FINDINGS) {
        break;
      }
      shown.add(Json.object().add("page", each.getKey()).add("text", each.getValue()));
    }
    return shown;
  }

  private Document document(String named, ToolCall call) throws ToolFailure {
    return documents
        .findReady(call.owner(), named)
        .orElseThrow(
            () ->
                ToolFailure.forGood(
                    "not_found",
                    "document is '%s'; allowed: the id or name of an indexed document of the user"
                        .formatted(named)));
  }

  private List<DocumentPage> pages(Document document, JsonObject arguments) throws ToolFailure {
    int from = arguments.getInt("from", 1);
    int to = arguments.getInt("to", Integer.MAX_VALUE);
    int most = settings.get(DocumentSettings.ANALYSIS_PAGES);
    List<DocumentPage> pages = whole.pages(document.id(), from, to, most + 1);
    if (pages.isEmpty() || pages.size() > most) {
      throw ToolFailure.forGood(
          "invalid_arguments",
          "The pages from %d on are %s; allowed: 1 to %d pages with text of the document's %d"
              .formatted(
                  from, pages.isEmpty() ? "none" : "more than " + most, most, document.pages()));
    }
    return pages;
  }
}
