package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waybill.json.Json;

/** The output items of a response, and the events of their making. */
final class ResponseOutput {

  static final String SERVER_LABEL = "waybill";

  private static final String IN_PROGRESS = "in_progress";
  private static final String COMPLETED = "completed";
  private static final String INCOMPLETE = "incomplete";
  private static final int NONE = -1;

  private final NumberedEvents events;
  private final List<JsonObject> items = new ArrayList<>();

  /** The calls of tools that have not ended: their places, by their ids. */
  private final Map<String, Integer> calls = new LinkedHashMap<>();

  private final StringBuilder text = new StringBuilder();
  private ResponseId id;
  private int message = NONE;
  private boolean spoken;

  ResponseOutput(NumberedEvents events) {
    this.events = events;
  }

  void begin(ResponseId response) {
    id = response;
    items.clear();
    calls.clear();
    text.setLength(0);
    message = NONE;
    spoken = false;
  }

  JsonArray items() {
    JsonArrayBuilder all = Json.array();
    items.forEach(all::add);
    return all.build();
  }

  /** Appends to the message, which begins with it if there is none. */
  void say(String piece) {
    String delta = spoken ? piece : piece.stripLeading();
    if (delta.isEmpty()) {
      return;
    }
    if (message == NONE) {
      beginMessage();
    }
    spoken = true;
    text.append(delta);
    events.add(
        "response.output_text.delta",
        ofContent().add("delta", delta).add("logprobs", Json.array()));
  }

  private void beginMessage() {
    message = begin(message(IN_PROGRESS, false));
    events.add("response.content_part.added", ofContent().add("part", part("")));
  }

  /** The message is complete; another one may follow. */
  void endMessage() {
    endMessage(COMPLETED);
  }

  /** What the message says does not count. */
  void discardMessage() {
    if (message != NONE) {
      text.setLength(0);
      endMessage(INCOMPLETE);
    }
  }

  private void endMessage(String status) {
    if (message == NONE) {
      return;
    }
    String said = text.toString();
    events.add(
        "response.output_text.done", ofContent().add("text", said).add("logprobs", Json.array()));
    events.add("response.content_part.done", ofContent().add("part", part(said)));
    JsonObject item = message(status, !said.isEmpty());
    text.setLength(0);
    int place = message;
    message = NONE;
    end(place, item);
  }

  /** A question is a message of its own. */
  void ask(String question) {
    endMessage();
    say(spoken ? "\n\n" + question : question);
    endMessage();
  }

  /** A person is asked to agree to a call. */
  void askApproval(String approval, String tool, String arguments) {
    endMessage();
    JsonObject item =
        Json.object()
            .add("id", approval)
            .add("type", "mcp_approval_request")
            .add("server_label", SERVER_LABEL)
            .add("name", tool)
            .add("arguments", arguments)
            .build();
    end(begin(item), item);
  }

  /** The client is asked to run its tool. */
  void askCall(String call, String tool, String arguments) {
    endMessage();
    String item = id.part("fc_", items.size());
    int place = begin(function(item, call, tool, "", IN_PROGRESS));
    events.add("response.function_call_arguments.delta", of(place).add("delta", arguments));
    events.add(
        "response.function_call_arguments.done",
        of(place).add("name", tool).add("arguments", arguments));
    end(place, function(item, call, tool, arguments, COMPLETED));
  }

  void beginCall(String call, String tool, String arguments) {
    if (calls.containsKey(call)) {
      return;
    }
    endMessage();
    String item = id.part("mcp_", items.size());
    int place = begin(call(item, tool, arguments, IN_PROGRESS).build());
    calls.put(call, place);
    events.add("response.mcp_call.in_progress", of(place));
    events.add("response.mcp_call_arguments.done", of(place).add("arguments", arguments));
  }

  void endCall(String call, boolean ok, String summary) {
    Integer place = calls.remove(call);
    if (place == null) {
      return;
    }
    JsonObject begun = items.get(place);
    String status = ok ? COMPLETED : "failed";
    events.add("response.mcp_call." + status, of(place));
    end(
        place,
        call(begun.getString("id"), begun.getString("name"), begun.getString("arguments"), status)
            .add(ok ? "output" : "error", summary)
            .build());
  }

  /** Nothing follows; what is not complete stays so. */
  void end(boolean complete) {
    endMessage(complete ? COMPLETED : INCOMPLETE);
    for (int place : List.copyOf(calls.values())) {
      end(place, Json.builder(items.get(place)).add("status", INCOMPLETE).build());
    }
    calls.clear();
  }

  private int begin(JsonObject item) {
    int place = items.size();
    items.add(item);
    events.add(
        "response.output_item.added", Json.object().add("output_index", place).add("item", item));
    return place;
  }

  private void end(int place, JsonObject item) {
    items.set(place, item);
    events.add(
        "response.output_item.done", Json.object().add("output_index", place).add("item", item));
  }

  private JsonObjectBuilder of(int place) {
    return Json.object()
        .add("item_id", items.get(place).getString("id"))
        .add("output_index", place);
  }

  private JsonObjectBuilder ofContent() {
    return of(message).add("content_index", 0);
  }

  private JsonObject message(String status, boolean hasText) {
    JsonArrayBuilder content = Json.array();
    if (hasText) {
      content.add(part(text.toString()));
    }
    return Json.object()
        .add("id", id.part("msg_", message == NONE ? items.size() : message))
        .add("type", "message")
        .add("status", status)
        .add("role", "assistant")
        .add("content", content)
        .build();
  }

  private static JsonObject part(String text) {
    return Json.object()
        .add("type", "output_text")
        .add("text", text)
        .add("annotations", Json.array())
        .add("logprobs", Json.array())
        .build();
  }

  private static JsonObject function(
      String item, String call, String tool, String arguments, String status) {
    return Json.object()
        .add("id", item)
        .add("type", "function_call")
        .add("status", status)
        .add("call_id", call)
        .add("name", tool)
        .add("arguments", arguments)
        .build();
  }

  private static JsonObjectBuilder call(String item, String tool, String arguments, String status) {
    return Json.object()
        .add("id", item)
        .add("type", "mcp_call")
        .add("status", status)
        .add("server_label", SERVER_LABEL)
        .add("name", tool)
        .add("arguments", arguments)
        .add("output", JsonValue.NULL)
        .add("error", JsonValue.NULL)
        .add("approval_request_id", JsonValue.NULL);
  }
}
