package org.waybill.model;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waybill.json.Json;

/** Open Responses, the successor of OpenAI's chat completions. The server stores nothing. */
final class ResponsesFormat implements WireFormat {

  @Override
  public String url(ModelConfig model) {
    return model.url("/responses");
  }

  @Override
  public JsonObject body(ModelConfig model, ModelCall call) {
    int longest = model.maxTokens() == null ? call.maxTokens() : model.maxTokens();
    JsonArrayBuilder input = Json.array();
    JsonObjectBuilder body =
        Json.object()
            .add("model", model.model())
            .add("stream", true)
            .add("store", false)
            .add("max_output_tokens", Math.min(longest, call.maxTokens()));
    for (ModelMessage each : call.messages()) {
      if (each instanceof ModelMessage.Instructions instructions) {
        body.add("instructions", instructions.text());
      } else {
        add(each, input);
      }
    }
    body.add("input", input);
    if (!call.tools().isEmpty()) {
      body.add("tools", tools(call));
    }
    if (call.answerSchema() != null) {
      JsonObjectBuilder format =
          Json.object()
              .add("type", "json_schema")
              .add("name", "answer")
              .add("schema", Json.read(call.answerSchema()));
      body.add("text", Json.object().add("format", format));
    }
    return body.build();
  }

  private static JsonArrayBuilder tools(ModelCall call) {
    JsonArrayBuilder tools = Json.array();
    for (OfferedTool tool : call.tools()) {
      tools.add(
          Json.object()
              .add("type", "function")
              .add("name", tool.name())
              .add("description", tool.description())
              .add("parameters", Json.read(tool.arguments()))
              .add("strict", false));
    }
    return tools;
  }

  private static void add(ModelMessage message, JsonArrayBuilder input) {
    if (message instanceof ModelMessage.FromUser user) {
      JsonArrayBuilder content = Json.array().add(content("input_text", user.text()));
      user.images()
          .forEach(
              image ->
                  content.add(
                      Json.object().add("type", "input_image").add("image_url", image.dataUrl())));
      input.add(message("user", content));
    } else if (message instanceof ModelMessage.ToolResult result) {
      input.add(
          Json.object()
              .add("type", "function_call_output")
              .add("call_id", result.callId())
              .add("output", result.text()));
    } else if (message instanceof ModelMessage.FromModel answer) {
      if (!answer.text().isEmpty()) {
        input.add(message("assistant", Json.array().add(content("output_text", answer.text()))));
      }
      answer.calls().forEach(call -> input.add(call(call)));
    }
  }

  private static JsonObjectBuilder content(String type, String text) {
    return Json.object().add("type", type).add("text", text);
  }

  private static JsonObjectBuilder message(String role, JsonArrayBuilder content) {
    return Json.object().add("type", "message").add("role", role).add("content", content);
  }

  private static JsonObjectBuilder call(RequestedCall call) {
    return Json.object()
        .add("type", "function_call")
        .add("call_id", call.id())
        .add("name", call.tool())
        .add("arguments", call.arguments());
  }

  @Override
  public StreamParser parser() {
    return new ResponsesParser();
  }
}
