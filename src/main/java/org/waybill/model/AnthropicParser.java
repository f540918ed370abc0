package org.waybill.model;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the server-sent events of Anthropic's messages. */
final class AnthropicParser implements StreamParser {

  private static final String DATA = "data:";

  private final StringBuilder text = new StringBuilder();
  private final CallFragments calls = new CallFragments();
  private String reason;
  private boolean stopped;
  private long in = -1;
  private long out = -1;
  private long cached;
  private String model;

  @Override
  public boolean read(String line, Consumer<String> pieces) throws IOException {
    String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
    if (!data.isEmpty()) {
      event(ModelJson.object(data), pieces);
    }
    return !stopped;
  }

  private void event(JsonObject event, Consumer<String> pieces) throws IOException {
    String type = ModelJson.text(event, "type");
    switch (type == null ? "" : type) {
      case "message_start" -> begun(ModelJson.child(event, "message"));
      case "content_block_start" ->
          block(ModelJson.integer(event, "index"), ModelJson.child(event, "content_block"), pieces);
      case "content_block_delta" ->
          delta(ModelJson.integer(event, "index"), ModelJson.child(event, "delta"), pieces);
      case "message_delta" -> {
        JsonObject delta = ModelJson.child(event, "delta");
        String ended = delta == null ? null : ModelJson.text(delta, "stop_reason");
        reason = ended == null ? reason : ended;
        long written = ModelJson.count(ModelJson.child(event, "usage"), "output_tokens");
        out = written < 0 ? out : written;
      }
      case "message_stop" -> stopped = true;
      case "error" -> throw ModelJson.failed(event.get("error"));
      default -> {
        // Pings, and what later versions add.
      }
    }
  }

  private void begun(JsonObject message) {
    model = message == null ? null : ModelJson.text(message, "model");
    JsonObject usage = message == null ? null : ModelJson.child(message, "usage");
    long plain = ModelJson.count(usage, "input_tokens");
    if (plain >= 0) {
      cached = Math.max(0, ModelJson.count(usage, "cache_read_input_tokens"));
      long stored = Math.max(0, ModelJson.count(usage, "cache_creation_input_tokens"));
      in = plain + cached + stored;
    }
  }

  private void block(Integer place, JsonObject block, Consumer<String> pieces) {
    String type = block == null ? "" : ModelJson.text(block, "type");
    if ("tool_use".equals(type)) {
      calls.add(place, ModelJson.text(block, "id"), ModelJson.text(block, "name"), null);
    } else if ("text".equals(type)) {
      say(ModelJson.text(block, "text"), pieces);
    }
  }

  private void delta(Integer place, JsonObject delta, Consumer<String> pieces) {
    String type = delta == null ? "" : ModelJson.text(delta, "type");
    if ("text_delta".equals(type)) {
      say(ModelJson.text(delta, "text"), pieces);
    } else if ("input_json_delta".equals(type)) {
      calls.add(place, null, null, ModelJson.text(delta, "partial_json"));
    }
  }

  private void say(String piece, Consumer<String> pieces) {
    if (piece != null && !piece.isEmpty()) {
      text.append(piece);
      pieces.accept(piece);
    }
  }

  @Override
  public StreamedReply end() throws IOException {
    if (!stopped) {
      throw new IOException("the stream ended before the answer was complete");
    }
    return new StreamedReply(text.toString(), calls.all(), why(), in, out, cached, model);
  }

  private ModelReply.End why() {
    return switch (reason == null ? "" : reason) {
      case "max_tokens", "model_context_window_exceeded" -> ModelReply.End.LENGTH;
      case "refusal" -> ModelReply.End.FILTERED;
      case "tool_use" -> ModelReply.End.CALLS;
      default -> ModelReply.End.COMPLETE;
    };
  }
}
