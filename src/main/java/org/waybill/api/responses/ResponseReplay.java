package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;

/**
 * The responses of a task, computed from its events from the first one on: a pure function of what
 * is stored.
 */
final class ResponseReplay {

  private static final Map<String, String> ENDS =
      Map.of(
          "turns", "max_output_tokens",
          "tokens", "max_output_tokens",
          "cost", "max_output_tokens",
          "time", "max_output_tokens",
          "length", "max_output_tokens",
          "filtered", "content_filter");

  private final UUID task;
  private final ResponseText text;
  private final ReplaySource source;
  private final NumberedEvents events = new NumberedEvents();
  private final ResponseOutput output = new ResponseOutput(events);
  private final AnswerPieces answer = new AnswerPieces(output);
  private final Map<String, String> arguments = new HashMap<>();

  /** The names of the client's tools, by call. */
  private final Map<String, String> ofClient = new HashMap<>();

  private ResponseId id;
  private EventKind last;

  ResponseReplay(UUID task, KeptRequest request, ReplaySource source) {
    this.task = task;
    this.source = source;
    this.text = new ResponseText(request);
  }

  /** What clients are sent of this event. */
  List<JsonObject> accept(TaskEvent event) {
    if (id == null || hasEnded()) {
      begin(event);
    }
    last = event.kind();
    JsonObject data = data(event);
    switch (event.kind()) {
      case STARTED -> start();
      case PARTIAL -> answer.add(data.getString("text", ""));
      case TOOL_CALL -> beginCall(data);
      case TOOL_RESULT -> endCall(data);
      case USAGE -> text.use(number(data, "in"), number(data, "cached"), number(data, "out"));
      case INPUT_REQUIRED -> ask(event, data.getJsonObject("question"));
      case COMPLETED -> complete(event);
      case FAILED -> fail(data);
      case CANCELLED -> {
        endOutput(false);
        end("response.incomplete", ResponseText.CANCELLED);
      }
      case QUEUED, PROGRESS, PLAN, THOUGHT, STEERED, CITATIONS, RETRYING, SNOOZED, WAITING -> {
        // The protocol has no words for it.
      }
    }
    return events.take();
  }

  /** The response that the last event belongs to. */
  ResponseId id() {
    return id;
  }

  /** Whether that one is over. */
  boolean hasEnded() {
    return last != null && (last.isEnd() || last == EventKind.INPUT_REQUIRED);
  }

  /** The response as of the last event. */
  JsonObject response() {
    return text.of(id, output.items());
  }

  private void begin(TaskEvent event) {
    ResponseId before = id;
    id = new ResponseId(task, event.seq());
    if (last != EventKind.INPUT_REQUIRED) {
      answer.forget();
    }
    events.restart();
    output.begin(id);
    text.begin(event.at(), before);
    emit("response.created");
  }

  private void start() {
    answer.restart();
    if (text.start()) {
      emit("response.in_progress");
    }
  }

  private void beginCall(JsonObject data) {
    JsonValue given = data.getOrDefault("arguments", JsonValue.EMPTY_JSON_OBJECT);
    String call = data.getString("id", "");
    arguments.put(call, given.toString());
    if (data.getBoolean("client", false)) {
      ofClient.put(call, data.getString("tool", ""));
      return;
    }
    output.beginCall(call, data.getString("tool", ""), given.toString());
    answer.settle();
  }

  private void endCall(JsonObject data) {
    output.endCall(
        data.getString("id", ""), data.getBoolean("ok", false), data.getString("summary", ""));
  }

  private void ask(TaskEvent event, JsonObject question) {
    String kind = question == null ? "" : question.getString("kind", "");
    if (kind.equals(Question.Kind.TOOL_CALLS.label())) {
      for (JsonString call : question.getJsonArray("options").getValuesAs(JsonString.class)) {
        output.askCall(
            CallItem.id(task, call.getString()),
            ofClient.getOrDefault(call.getString(), ""),
            arguments.getOrDefault(call.getString(), "{}"));
      }
    } else if (kind.equals(Question.Kind.APPROVAL.label())) {
      JsonArray approvals = question.getJsonArray("options");
      for (JsonString approval : approvals.getValuesAs(JsonString.class)) {
        source
            .approval(approval.getString())
            .ifPresent(
                each ->
                    output.askApproval(
                        ApprovalItem.id(approval.getString()),
                        each.tool(),
                        arguments.getOrDefault(each.call(), each.arguments())));
      }
    } else if (question != null) {
      output.ask(question.getString("text", ""));
    }
    endOutput(true);
    text.completeAt(event.at());
    end("response.completed", ResponseText.COMPLETED);
  }

  private void complete(TaskEvent event) {
    ReplaySource.Result result = source.result();
    if (result.answer() != null) {
      answer.complete(result.answer());
    }
    String limit = result.end() == null ? null : ENDS.get(result.end());
    endOutput(limit == null);
    if (limit == null) {
      text.completeAt(event.at());
      end("response.completed", ResponseText.COMPLETED);
    } else {
      text.limit(limit);
      end("response.incomplete", ResponseText.INCOMPLETE);
    }
  }

  private void fail(JsonObject data) {
    endOutput(false);
    text.fail(data.getString("reason", null), data.getString("error", null));
    end("response.failed", ResponseText.FAILED);
  }

  private void endOutput(boolean complete) {
    output.end(complete);
    answer.settle();
  }

  private void end(String event, String status) {
    text.end(status);
    emit(event);
  }

  private void emit(String type) {
    events.add(type, Json.object().add("response", response()));
  }

  private static long number(JsonObject data, String member) {
    return data.get(member) instanceof JsonNumber number ? number.longValue() : 0;
  }

  private static JsonObject data(TaskEvent event) {
    return event.data() == null
        ? JsonValue.EMPTY_JSON_OBJECT
        : Json.read(event.data()).asJsonObject();
  }
}
