package org.waybill.model;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the server-sent events of Open Responses. What came in no pieces is taken from the item, or
 * the response, that has it as a whole.
 */
final class ResponsesParser implements StreamParser {

  private static final String DATA = "data:";
  private static final String END = "[DONE]";

  private final StringBuilder text = new StringBuilder();
  private final CallFragments calls = new CallFragments();

  /** Places of calls whose arguments have come. */
  private final Set<Integer> written = new HashSet<>();

  private JsonObject response;
  private ModelReply.End end;

  @Override
  public boolean read(String line, Consumer<String> pieces) throws IOException {
    String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
    if (!data.isEmpty() && !data.equals(END)) {
      event(ModelJson.object(data), pieces);
    }
    return end == null;
  }

  private void event(JsonObject event, Consumer<String> pieces) throws IOException {
    String type = ModelJson.text(event, "type");
    Integer place = ModelJson.integer(event, "output_index");
    switch (type == null ? "" : type) {
      case "response.output_text.delta", "response.refusal.delta" ->
          say(ModelJson.text(event, "delta"), pieces);
      case "response.output_item.added" -> item(place, ModelJson.child(event, "item"), false);
      case "response.output_item.done" -> item(place, ModelJson.child(event, "item"), true);
      case "response.function_call_arguments.delta" -> {
        written.add(place);
        calls.add(place, null, null, ModelJson.text(event, "delta"));
      }
      case "response.completed" -> ended(event, ModelReply.End.COMPLETE, pieces);
      case "response.incomplete" -> ended(event, incomplete(event), pieces);
      case "response.failed" -> throw failed(ModelJson.child(event, "response"), event);
      case "error" -> throw ModelJson.failed(event);
      default -> {
        // Reasoning, parts that begin and end, and what later versions add.
      }
    }
  }

  private static IOException failed(JsonObject response, JsonObject event) {
    boolean isNamed = response != null && ModelJson.child(response, "error") != null;
    return ModelJson.failed(isNamed ? response.get("error") : event);
  }

  private static ModelReply.End incomplete(JsonObject event) {
    JsonObject response = ModelJson.child(event, "response");
    JsonObject details = response == null ? null : ModelJson.child(response, "incomplete_details");
    String reason = details == null ? null : ModelJson.text(details, "reason");
    return "content_filter".equals(reason) ? ModelReply.End.FILTERED : ModelReply.End.LENGTH;
  }

  private void ended(JsonObject event, ModelReply.End why, Consumer<String> pieces) {
    end = why;
    response = ModelJson.child(event, "response");
    JsonArray output = response == null ? null : ModelJson.array(response, "output");
    if (output == null) {
      return;
    }
    for (int i = 0; i < output.size(); i++) {
      if (output.get(i) instanceof JsonObject item) {
        item(i, item, true);
      }
    }
    if (text.isEmpty()) {
      output.getValuesAs(JsonObject.class).forEach(item -> whole(item, pieces));
    }
  }

  private void item(Integer place, JsonObject item, boolean isWhole) {
    if (item == null || !"function_call".equals(ModelJson.text(item, "type"))) {
      return;
    }
    calls.add(place, ModelJson.text(item, "call_id"), ModelJson.text(item, "name"), null);
    if (isWhole && written.add(place)) {
      calls.add(place, null, null, ModelJson.text(item, "arguments"));
    }
  }

  /** The text of a message that came in no pieces. */
  private void whole(JsonObject item, Consumer<String> pieces) {
    JsonArray content = ModelJson.array(item, "content");
    if (!"message".equals(ModelJson.text(item, "type")) || content == null) {
      return;
    }
    for (JsonObject part : content.getValuesAs(JsonObject.class)) {
      String said = ModelJson.text(part, "text");
      say(said == null ? ModelJson.text(part, "refusal") : said, pieces);
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
    if (end == null) {
      throw new IOException("the stream ended before the answer was complete");
    }
    JsonObject usage = response == null ? null : ModelJson.child(response, "usage");
    JsonObject details = usage == null ? null : ModelJson.child(usage, "input_tokens_details");
    return new StreamedReply(
        text.toString(),
        calls.all(),
        end,
        ModelJson.count(usage, "input_tokens"),
        ModelJson.count(usage, "output_tokens"),
        ModelJson.count(details, "cached_tokens"),
        response == null ? null : ModelJson.text(response, "model"));
  }
}
