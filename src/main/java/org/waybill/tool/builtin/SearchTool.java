package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.waybill.agent.Passage;
import org.waybill.agent.Retrieval;
import org.waybill.json.Json;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolSpec;

/** Finds passages in the caller's documents. */
@ApplicationScoped
public class SearchTool implements Tool {

  private static final int USUAL = 5;

  private static final ToolSpec SPEC =
      ToolSpec.read(
          "search",
          "Finds passages in the documents that the user has uploaded, best first.",
          """
          {"type":"object","required":["query"],"additionalProperties":false,"properties":{
            "query":{"type":"string","minLength":1,"maxLength":2000,
              "description":"What to look for, as a question or as words."},
            "limit":{"type":"integer","minimum":1,"maximum":20,"default":5}}}
          """,
          """
          {"type":"object","required":["passages"],"properties":{"passages":{"type":"array","items":{
            "type":"object","required":["document","name","page","text","score"],"properties":{
              "document":{"type":"string"},"name":{"type":"string"},"page":{"type":"integer"},
              "text":{"type":"string"},"score":{"type":"number"}}}}}}
          """);

  @Inject private Retrieval retrieval;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws InterruptedException {
    JsonArrayBuilder passages = Json.array();
    int limit = arguments.getInt("limit", USUAL);
    for (Passage each : retrieval.related(call.owner(), arguments.getString("query"), limit)) {
      passages.add(
          Json.object()
              .add("document", each.documentId().toString())
              .add("name", each.name())
              .add("page", each.page())
              .add("text", each.text())
              .add("score", Math.round(each.score() * 100) / 100.0));
    }
    return Json.object().add("passages", passages).build();
  }
}
