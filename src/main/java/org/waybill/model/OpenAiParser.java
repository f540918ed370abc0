package org.waybill.model;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the server-sent events of chat completions. */
final class OpenAiParser implements StreamParser {

  private static final String DATA = "data:";
  private static final String END = "[DONE]";

  private final StringBuilder text = new StringBuilder();
  private final CallFragments calls = new CallFragments();
  private String reason;
  private boolean done;
  private JsonObject usage;
  private String model;

  @Override
  public boolean read(String line, Consumer<String> pieces) throws IOException {
    String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
    if (data.equals(END)) {
      done = true;
      return false;
    }
    if (!data.isEmpty()) {
      event(ModelJson.object(data), pieces);
    }
    return true;
  }

  private void event(JsonObject event, Consumer<String> pieces) throws IOException {
    if (event.containsKey("error") && !event.isNull("error")) {
      throw ModelJson.failed(event.get("error"));
    }
    String named = ModelJson.text(event, "model");
    model = named == null ? model : named;
    JsonObject counted = ModelJson.child(event, "usage");
    usage = counted == null ? usage : counted;
    JsonArray choices = ModelJson.array(event, "choices");
    if (choices == null || choices.isEmpty()) {
      return;
    }
    JsonObject choice = choices.getJsonObject(0);
    JsonObject delta = ModelJson.child(choice, "delta");
    if (delta != null) {
      String piece = ModelJson.text(delta, "content");
      if (piece != null && !piece.isEmpty()) {
        text.append(piece);
        pieces.accept(piece);
      }
      fragments(ModelJson.array(delta, "tool_calls"));
    }
    String ended = ModelJson.text(choice, "finish_reason");
    reason = ended == null ? reason : ended;
  }

  private void fragments(JsonArray fragments) {
    if (fragments == null) {
      return;
    }
    for (JsonObject fragment : fragments.getValuesAs(JsonObject.class)) {
      JsonObject function = ModelJson.child(fragment, "function");
      calls.add(
          ModelJson.integer(fragment, "index"),
          blankAsNull(ModelJson.text(fragment, "id")),
          function == null ? null : blankAsNull(ModelJson.text(function, "name")),
          function == null ? null : ModelJson.text(function, "arguments"));
    }
  }

  private static String blankAsNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  @Override
  public StreamedReply end() throws IOException {
    if (!done && reason == null) {
      throw new IOException("the stream ended before the answer was complete");
    }
    JsonObject details = usage == null ? null : ModelJson.child(usage, "prompt_tokens_details");
    return new StreamedReply(
        text.toString(),
        calls.all(),
        why(),
        ModelJson.count(usage, "prompt_tokens"),
        ModelJson.count(usage, "completion_tokens"),
        ModelJson.count(details, "cached_tokens"),
        model);
  }

  private ModelReply.End why() {
    return switch (reason == null ? "" : reason) {
      case "length" -> ModelReply.End.LENGTH;
      case "content_filter" -> ModelReply.End.FILTERED;
      case "tool_calls", "function_call" -> ModelReply.End.CALLS;
      default -> ModelReply.End.COMPLETE;
    };
  }
}
