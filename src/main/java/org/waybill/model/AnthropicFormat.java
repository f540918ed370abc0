package org.waybill.model;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waybill.json.Json;

/** The messages API of Anthropic. */
final class AnthropicFormat implements WireFormat {

  private static final String VERSION = "2023-06-01";

  @Override
  public String url(ModelConfig model) {
    return model.url("/messages");
  }

  @Override
  public Map<String, String> headers(ModelConfig model) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("anthropic-version", VERSION);
    if (model.key() != null) {
      headers.put("x-api-key", model.key());
    }
    return headers;
  }

  @Override
  public JsonObject body(ModelConfig model, ModelCall call) {
    int longest = model.maxTokens() == null ? call.maxTokens() : model.maxTokens();
    JsonObjectBuilder body =
        Json.object()
            .add("model", model.model())
            .add("stream", true)
            .add("max_tokens", Math.min(longest, call.maxTokens()))
            .add("messages", messages(call.messages()));
    String instructions = instructions(call);
    if (!instructions.isEmpty()) {
      body.add("system", instructions);
    }
    if (!call.tools().isEmpty()) {
      body.add("tools", tools(call));
    }
    return body.build();
  }

  private static String instructions(ModelCall call) {
    StringBuilder text = new StringBuilder();
    for (ModelMessage each : call.messages()) {
      if (each instanceof ModelMessage.Instructions instructions) {
        text.append(instructions.text());
      }
    }
    if (call.answerSchema() != null) {
      text.append("\nAnswer with JSON that follows this schema, and nothing else: ");
      text.append(call.answerSchema());
    }
    return text.toString();
  }

  private static JsonArrayBuilder tools(ModelCall call) {
    JsonArrayBuilder tools = Json.array();
    for (OfferedTool tool : call.tools()) {
      tools.add(
          Json.object()
              .add("name", tool.name())
              .add("description", tool.description())
              .add("input_schema", Json.read(tool.arguments())));
    }
    return tools;
  }

  /** Blocks of one role that follow each other are one message: so results are together. */
  private static JsonArrayBuilder messages(List<ModelMessage> all) {
    JsonArrayBuilder messages = Json.array();
    JsonArrayBuilder blocks = Json.array();
    String role = null;
    for (ModelMessage each : all) {
      if (each instanceof ModelMessage.Instructions) {
        continue;
      }
      String by = each instanceof ModelMessage.FromModel ? "assistant" : "user";
      if (role != null && !role.equals(by)) {
        messages.add(Json.object().add("role", role).add("content", blocks));
        blocks = Json.array();
      }
      role = by;
      add(each, blocks);
    }
    if (role != null) {
      messages.add(Json.object().add("role", role).add("content", blocks));
    }
    return messages;
  }

  private static void add(ModelMessage message, JsonArrayBuilder blocks) {
    if (message instanceof ModelMessage.FromUser user) {
      // Its guide recommends images before the text that is about them.
      user.images().forEach(image -> blocks.add(image(image)));
      blocks.add(text(user.text()));
    } else if (message instanceof ModelMessage.ToolResult result) {
      blocks.add(
          Json.object()
              .add("type", "tool_result")
              .add("tool_use_id", result.callId())
              .add("is_error", result.isError())
              .add("content", result.text()));
    } else if (message instanceof ModelMessage.FromModel answer) {
      if (!answer.text().isBlank() || answer.calls().isEmpty()) {
        blocks.add(text(answer.text().isBlank() ? "…" : answer.text()));
      }
      answer.calls().forEach(call -> blocks.add(use(call)));
    }
  }

  private static JsonObjectBuilder text(String text) {
    return Json.object().add("type", "text").add("text", text);
  }

  private static JsonObjectBuilder image(ModelImage image) {
    JsonObjectBuilder source =
        Json.object()
            .add("type", "base64")
            .add("media_type", image.mediaType())
            .add("data", image.base64());
    return Json.object().add("type", "image").add("source", source);
  }

  private static JsonObjectBuilder use(RequestedCall call) {
    return Json.object()
        .add("type", "tool_use")
        .add("id", call.id())
        .add("name", call.tool())
        .add("input", ModelJson.arguments(call.arguments()));
  }

  @Override
  public StreamParser parser() {
    return new AnthropicParser();
  }
}
