package org.waybill.model;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.function.Consumer;
import org.waybill.json.Json;

/** The chat of Ollama: a JSON object a line. */
final class OllamaFormat implements WireFormat {

  @Override
  public String url(ModelConfig model) {
    return model.url("/api/chat");
  }

  @Override
  public JsonObject body(ModelConfig model, ModelCall call) {
    JsonArrayBuilder messages = Json.array();
    call.messages().forEach(each -> messages.add(message(each)));
    JsonObjectBuilder body =
        Json.object().add("model", model.model()).add("stream", true).add("messages", messages);
    if (!call.tools().isEmpty()) {
      body.add("tools", OpenAiFormat.tools(call));
    }
    if (call.answerSchema() != null) {
      body.add("format", Json.read(call.answerSchema()));
    }
    if (model.maxTokens() != null) {
      int longest = Math.min(model.maxTokens(), call.maxTokens());
      body.add("options", Json.object().add("num_predict", longest));
    }
    return body.build();
  }

  private static JsonObjectBuilder message(ModelMessage message) {
    if (message instanceof ModelMessage.ToolResult result) {
      return OpenAiFormat.plain("tool", result.text()).add("tool_name", result.tool());
    }
    if (message instanceof ModelMessage.FromUser user && !user.images().isEmpty()) {
      JsonArrayBuilder images = Json.array();
      user.images().forEach(image -> images.add(image.base64()));
      return OpenAiFormat.given(user).add("images", images);
    }
    return message instanceof ModelMessage.FromModel model
        ? answered(model)
        : OpenAiFormat.given(message);
  }

  private static JsonObjectBuilder answered(ModelMessage.FromModel message) {
    JsonObjectBuilder json = OpenAiFormat.plain("assistant", message.text());
    if (message.calls().isEmpty()) {
      return json;
    }
    JsonArrayBuilder calls = Json.array();
    for (RequestedCall call : message.calls()) {
      JsonObjectBuilder function =
          Json.object()
              .add("name", call.tool())
              .add("arguments", ModelJson.arguments(call.arguments()));
      calls.add(Json.object().add("function", function));
    }
    return json.add("tool_calls", calls);
  }

  @Override
  public StreamParser parser() {
    return new Parser();
  }

  private static final class Parser implements StreamParser {

    private final StringBuilder text = new StringBuilder();
    private final CallFragments calls = new CallFragments();
    private JsonObject last;
    private int place;

    @Override
    public boolean read(String line, Consumer<String> pieces) throws IOException {
      if (line.isBlank()) {
        return true;
      }
      JsonObject event = ModelJson.object(line);
      if (event.containsKey("error")) {
        throw ModelJson.failed(event.get("error"));
      }
      JsonObject message = ModelJson.child(event, "message");
      if (message != null) {
        String piece = ModelJson.text(message, "content");
        if (piece != null && !piece.isEmpty()) {
          text.append(piece);
          pieces.accept(piece);
        }
        calls(ModelJson.array(message, "tool_calls"));
      }
      if (event.getBoolean("done", false)) {
        last = event;
      }
      return last == null;
    }

    /** Each is whole. */
    private void calls(JsonArray whole) {
      if (whole == null) {
        return;
      }
      for (JsonObject each : whole.getValuesAs(JsonObject.class)) {
        JsonObject function = ModelJson.child(each, "function");
        if (function != null) {
          JsonValue arguments = function.get("arguments");
          calls.add(
              place++,
              null,
              ModelJson.text(function, "name"),
              arguments == null ? "" : arguments.toString());
        }
      }
    }

    @Override
    public StreamedReply end() throws IOException {
      if (last == null) {
        throw new IOException("the stream ended before the answer was complete");
      }
      boolean cut = "length".equals(ModelJson.text(last, "done_reason"));
      return new StreamedReply(
          text.toString(),
          calls.all(),
          cut ? ModelReply.End.LENGTH : ModelReply.End.COMPLETE,
          ModelJson.count(last, "prompt_eval_count"),
          ModelJson.count(last, "eval_count"),
          0,
          ModelJson.text(last, "model"));
    }
  }
}
