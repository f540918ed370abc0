package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.waybill.agent.NeedsModel;
import org.waybill.document.Chunks;
import org.waybill.document.Document;
import org.waybill.document.DocumentPage;
import org.waybill.document.Documents;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.model.Models;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/**
 * Has the model read a document page by page. Each page is a step of the task: a later attempt goes
 * on with the next one.
 */
@ApplicationScoped
public class DocumentAnalysisTool implements Tool {

  private static final int MOST_PAGES = 500;

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
          "Reads one of the user's documents page by page, and answers a question on the whole of"
              + " it. For documents that have to be read completely; takes seconds for each page.",
          Risk.READ,
          """
          {"type":"object","required":["document","question"],"additionalProperties":false,
            "properties":{
              "document":{"type":"string","minLength":1,"maxLength":200,
                "description":"The document's id, or its name."},
              "question":{"type":"string","minLength":1,"maxLength":2000,
                "description":"What to find out."},
              "from":{"type":"integer","minimum":1,"default":1,"description":"The first page."},
              "to":{"type":"integer","minimum":1,"description":"The last page."}}}
          """,
          """
          {"type":"object","required":["document","name","pages","answer","findings"],"properties":{
            "document":{"type":"string"},"name":{"type":"string"},
            "pages":{"type":"integer","description":"How many were read."},
            "answer":{"type":"string"},
            "findings":{"type":"array","description":"At most 30,000 characters together.","items":{
              "type":"object","required":["page","text"],"properties":{
                "page":{"type":"integer"},"text":{"type":"string"}}}}}}
          """,
          Duration.ofHours(2),
          10,
          ToolSpec.BUILT_IN);

  private final Semaphore free = new Semaphore(AT_ONCE);

  @Inject private Documents documents;
  @Inject private Chunks chunks;
  @Inject private Models models;
  @Inject private PageQuestions questions;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    if (!models.isConfigured()) {
      throw ToolFailure.forGood(NeedsModel.REASON, "Reading documents needs a language model");
    }
    Document document = document(arguments.getString("document"), call);
    List<DocumentPage> pages = pages(document, arguments);
    if (!free.tryAcquire()) {
      throw new ModelFailure.Busy(
          "%d documents are being read on this node, which is the most".formatted(AT_ONCE), LATER);
    }
    try {
      return read(document, pages, arguments.getString("question"), call);
    } finally {
      free.release();
    }
  }

  private JsonValue read(
      Document document, List<DocumentPage> pages, String question, ToolCall call)
      throws Exception {
    Map<Integer, String> findings = new TreeMap<>();
    for (int i = 0; i < pages.size(); i++) {
      DocumentPage page = pages.get(i);
      call.progress(
          100 * i / (pages.size() + 1),
          "%s: page %d of %d".formatted(document.name(), i + 1, pages.size()));
      call.extend(PER_PAGE);
      questions
          .ofPage(page, question, call)
          .ifPresent(finding -> findings.put(page.number(), finding));
    }
    call.extend(PER_PAGE);
    String answer = questions.ofAll(findings, question, call);
    return Json.object()
        .add("document", document.id().toString())
        .add("name", document.name())
        .add("pages", pages.size())
        .add("answer", answer)
        .add("findings", shown(findings))
        .build();
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
    List<DocumentPage> pages = chunks.pages(document.id(), from, to, MOST_PAGES + 1);
    if (pages.isEmpty() || pages.size() > MOST_PAGES) {
      throw ToolFailure.forGood(
          "invalid_arguments",
          "The pages from %d on are %s; allowed: 1 to %d pages with text of the document's %d"
              .formatted(
                  from,
                  pages.isEmpty() ? "none" : "more than " + MOST_PAGES,
                  MOST_PAGES,
                  document.pages()));
    }
    return pages;
  }
}
