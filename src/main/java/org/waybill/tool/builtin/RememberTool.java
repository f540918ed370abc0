package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import org.waybill.handler.EffectLookup;
import org.waybill.json.Json;
import org.waybill.memory.Fact;
import org.waybill.memory.Facts;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/**
 * Adds a fact that agents read in all chats of the user. It writes, since what an agent has read
 * somewhere would otherwise become an instruction for later chats.
 */
@ApplicationScoped
public class RememberTool implements Tool {

  private static final ToolSpec SPEC =
      new ToolSpec(
          "remember",
          "Keeps a fact that the user wants you to know in all later chats.",
          Risk.WRITE,
          """
          {"type":"object","required":["fact"],"additionalProperties":false,"properties":{
            "fact":{"type":"string","minLength":1,"maxLength":%d,"pattern":"^[^\\\\n\\\\r]*\\\\S[^\\\\n\\\\r]*$",
              "description":"One sentence that is clear without this chat."}}}
          """
              .formatted(Facts.LONGEST),
          """
          {"type":"object","required":["id","fact"],"properties":{
            "id":{"type":"string"},"fact":{"type":"string"}}}
          """,
          Duration.ofSeconds(30),
          60,
          ToolSpec.BUILT_IN);

  @Inject private Facts facts;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public String summary(JsonObject arguments) {
    return "Remember in all chats: " + arguments.getString("fact");
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws ToolFailure {
    return facts
        .add(call.owner(), arguments.getString("fact"), call.taskId())
        .map(RememberTool::json)
        .orElseThrow(
            () ->
                ToolFailure.forGood(
                    "too_many_facts",
                    "The user has %d facts, which is the most; one has to be deleted first"
                        .formatted(Facts.MOST)));
  }

  @Override
  public EffectLookup<JsonValue> lookup(JsonObject arguments, ToolCall call) {
    return () -> facts.find(call.owner(), arguments.getString("fact")).map(RememberTool::json);
  }

  private static JsonValue json(Fact fact) {
    return Json.object().add("id", fact.id().toString()).add("fact", fact.text()).build();
  }
}
