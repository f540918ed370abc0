package org.waybill.model;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import org.waybill.json.Json;

/** The chat completions of OpenAI, which most model servers support. */
final class OpenAiFormat implements WireFormat {

  @Override
  public String url(ModelConfig model) {
    return model.url("/chat/completions");
  }

  @Override
  public Map<String, String> headers(ModelConfig model) {
    return model.key() == null ? Map.of() : Map.of("Authorization", "Bearer " + model.key());
  }

  @Override
  public JsonObject body(ModelConfig model, ModelCall call) {
    JsonArrayBuilder messages = Json.array();
    call.messages().forEach(each -> messages.add(message(each)));
    JsonObjectBuilder body =
        Json.object()
            .add("model", model.model())
            .add("stream", true)
            .add("stream_options", Json.object().add("include_usage", true))
            .add("messages", messages);
    if (!call.tools().isEmpty()) {
      body.add("tools", tools(call));
    }
    if (call.answerSchema() != null) {
      JsonObjectBuilder schema =
          Json.object().add("name", "answer").add("schema", Json.read(call.answerSchema()));
      body.add(
          "response_format", Json.object().add("type", "json_schema").add("json_schema", schema));
    }
    if (model.maxTokens() != null) {
      body.add("max_tokens", Math.min(model.maxTokens(), call.maxTokens()));
    }
    return body.build();
  }

  static JsonArrayBuilder tools(ModelCall call) {
    JsonArrayBuilder tools = Json.array();
    for (OfferedTool tool : call.tools()) {
      JsonObjectBuilder function =
          Json.object()
              .add("name", tool.name())
              .add("description", tool.description())
              .add("parameters", Json.read(tool.arguments()));
      tools.add(Json.object().add("type", "function").add("function", function));
    }
    return tools;
  }

  private static JsonObjectBuilder message(ModelMessage message) {
    if (message instanceof ModelMessage.Instructions instructions) {
      return Json.object().add("role", "system").add("content", instructions.text());
    }
    if (message instanceof ModelMessage.FromUser user) {
      return Json.object().add("role", "user").add("content", user.text());
    }
    if (message instanceof ModelMessage.ToolResult result) {
      return Json.object()
          .add("role", "tool")
          .add("tool_call_id", result.callId())
          .add("content", result.text());
    }
    return answered((ModelMessage.FromModel) message);
  }

  private static JsonObjectBuilder answered(ModelMessage.FromModel message) {
    JsonObjectBuilder json = Json.object().add("role", "assistant").add("content", message.text());
    if (message.calls().isEmpty()) {
      return json;
    }
    JsonArrayBuilder calls = Json.array();
    for (RequestedCall call : message.calls()) {
      calls.add(
          Json.object()
              .add("id", call.id())
              .add("type", "function")
              .add(
                  "function",
                  Json.object().add("name", call.tool()).add("arguments", call.arguments())));
    }
    return json.add("tool_calls", calls);
  }

  @Override
  public StreamParser parser() {
    return new OpenAiParser();
  }
}
