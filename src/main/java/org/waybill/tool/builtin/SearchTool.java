package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.waybill.agent.Passage;
import org.waybill.agent.Retrieval;
import org.waybill.document.Documents;
import org.waybill.document.SearchScope;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/** Finds passages in the caller's documents. */
@ApplicationScoped
public class SearchTool implements Tool {

  private static final int USUAL = 5;

  private static final ToolSpec SPEC =
      ToolSpec.read(
          "search",
          "Finds passages in the documents that the user has uploaded, best first. Cite a passage"
              + " by its number in square brackets, such as [2].",
          """
          {"type":"object","required":["query"],"additionalProperties":false,"properties":{
            "query":{"type":"string","minLength":1,"maxLength":2000,
              "description":"What to look for, as a question or as words."},
            "documents":{"type":"array","maxItems":50,"items":{"type":"string","maxLength":500},
              "description":"Names or ids of documents to search in; all of them if it is left out."},
            "tags":{"type":"array","maxItems":20,"items":{"type":"string","maxLength":64},
              "description":"Only documents that have all of these tags."},
            "limit":{"type":"integer","minimum":1,"maximum":20,"default":5}}}
          """,
          """
          {"type":"object","required":["passages"],"properties":{"passages":{"type":"array","items":{
            "type":"object","required":["document","name","page","text","score"],"properties":{
              "document":{"type":"string"},"name":{"type":"string"},"page":{"type":"integer"},
              "text":{"type":"string"},"score":{"type":"number"},
              "heading":{"type":"string"}}}}}}
          """);

  @Inject private Retrieval retrieval;
  @Inject private Documents documents;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call)
      throws InterruptedException, ToolFailure {
    JsonArrayBuilder passages = Json.array();
    int limit = arguments.getInt("limit", USUAL);
    SearchScope scope =
        SearchScope.of(call.owner(), named(arguments, call.owner()), tags(arguments));
    for (Passage each : retrieval.related(scope, arguments.getString("query"), limit)) {
      JsonObjectBuilder passage =
          Json.object()
              .add("document", each.documentId().toString())
              .add("name", each.name())
              .add("page", each.page())
              .add("text", each.text())
              .add("score", Math.round(each.score() * 100) / 100.0);
      if (each.heading() != null) {
        passage.add("heading", each.heading());
      }
      passages.add(passage);
    }
    return Json.object().add("passages", passages).build();
  }

  private static List<String> tags(JsonObject arguments) {
    return arguments.containsKey("tags")
        ? arguments.getJsonArray("tags").getValuesAs(JsonString::getString)
        : List.of();
  }

  private List<UUID> named(JsonObject arguments, Owner owner) throws ToolFailure {
    List<UUID> ids = new ArrayList<>();
    if (arguments.containsKey("documents")) {
      for (JsonString each : arguments.getJsonArray("documents").getValuesAs(JsonString.class)) {
        String name = each.getString();
        ids.add(
            documents
                .findReady(owner, name)
                .orElseThrow(
                    () ->
                        ToolFailure.forGood(
                            "unknown_document",
                            "documents: there is no indexed document '" + name + "'"))
                .id());
      }
    }
    return ids;
  }
}
