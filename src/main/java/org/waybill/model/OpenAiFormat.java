package org.waybill.model;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waybill.json.Json;

/** The chat completions of OpenAI, which most model servers support. */
final class OpenAiFormat implements WireFormat {

  @Override
  public String url(ModelConfig model) {
    return model.url("/chat/completions");
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
    if (message instanceof ModelMessage.ToolResult result) {
      return plain("tool", result.text()).add("tool_call_id", result.callId());
    }
    if (message instanceof ModelMessage.FromUser user && !user.images().isEmpty()) {
      return withImages(user);
    }
    return message instanceof ModelMessage.FromModel model ? answered(model) : given(message);
  }

  /** What was not answered: the instructions, or what a person has written. */
  static JsonObjectBuilder given(ModelMessage message) {
    return message instanceof ModelMessage.Instructions instructions
        ? plain("system", instructions.text())
        : plain("user", ((ModelMessage.FromUser) message).text());
  }

  private static JsonObjectBuilder withImages(ModelMessage.FromUser message) {
    JsonArrayBuilder content =
        Json.array().add(Json.object().add("type", "text").add("text", message.text()));
    for (ModelImage image : message.images()) {
      content.add(
          Json.object()
              .add("type", "image_url")
              .add("image_url", Json.object().add("url", image.dataUrl())));
    }
    return Json.object().add("role", "user").add("content", content);
  }

  static JsonObjectBuilder plain(String role, String content) {
    return Json.object().add("role", role).add("content", content);
  }

  private static JsonObjectBuilder answered(ModelMessage.FromModel message) {
    JsonObjectBuilder json = plain("assistant", message.text());
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
