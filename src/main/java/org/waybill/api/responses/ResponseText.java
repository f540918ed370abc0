package org.waybill.api.responses;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.waybill.json.Json;
import org.waybill.tool.ClientTool;

/** Writes a response, with all members that the protocol requires. */
final class ResponseText {

  static final String QUEUED = "queued";
  static final String IN_PROGRESS = "in_progress";
  static final String COMPLETED = "completed";
  static final String INCOMPLETE = "incomplete";
  static final String FAILED = "failed";
  static final String CANCELLED = "cancelled";

  private static final Map<String, String> ERRORS =
      Map.of("rate_limited", "rate_limit_exceeded", "invalid_input", "invalid_prompt");

  private static final List<String> ALWAYS_ABSENT =
      List.of(
          "max_output_tokens",
          "max_tool_calls",
          "reasoning",
          "safety_identifier",
          "prompt_cache_key");

  private final KeptRequest request;
  private String previous;
  private Instant createdAt;
  private Instant completedAt;
  private String status;
  private boolean started;
  private JsonValue error;
  private JsonValue incomplete;
  private long in;
  private long cached;
  private long out;

  ResponseText(KeptRequest request) {
    this.request = request;
  }

  /**
   * @param before of the same task, or null
   */
  void begin(Instant at, ResponseId before) {
    previous = before == null ? request.previous() : before.text();
    createdAt = at;
    completedAt = null;
    status = request.background() ? QUEUED : IN_PROGRESS;
    started = false;
    error = JsonValue.NULL;
    incomplete = JsonValue.NULL;
    in = 0;
    cached = 0;
    out = 0;
  }

  /** Whether it starts for the first time. */
  boolean start() {
    boolean first = !started;
    started = true;
    status = IN_PROGRESS;
    return first;
  }

  void use(long tokensIn, long tokensCached, long tokensOut) {
    in += tokensIn;
    cached += tokensCached;
    out += tokensOut;
  }

  void completeAt(Instant at) {
    completedAt = at;
  }

  void fail(String reason, String message) {
    String text = message == null ? "The task has failed." : message;
    error =
        Json.object()
            .add("code", ERRORS.getOrDefault(reason == null ? "" : reason, "server_error"))
            .add("message", reason == null ? text : reason + ": " + text)
            .build();
  }

  void limit(String reason) {
    incomplete = Json.object().add("reason", reason).build();
  }

  void end(String value) {
    status = value;
  }

  private boolean isOver() {
    return !status.equals(QUEUED) && !status.equals(IN_PROGRESS);
  }

  JsonObject of(ResponseId id, JsonArray output) {
    JsonObjectBuilder all =
        Json.object()
            .add("id", id.text())
            .add("object", "response")
            .add("created_at", createdAt.getEpochSecond())
            .add("status", status)
            .add("background", request.background())
            .add("error", error)
            .add("incomplete_details", incomplete)
            .add("model", request.model())
            .add("output", output)
            .add("metadata", request.metadata())
            .add("usage", isOver() ? usage() : JsonValue.NULL)
            .add("parallel_tool_calls", true)
            .add("tool_choice", "auto")
            .add("tools", tools())
            .add("temperature", 1)
            .add("top_p", 1)
            .add("presence_penalty", 0)
            .add("frequency_penalty", 0)
            .add("top_logprobs", 0)
            .add("text", Json.object().add("format", Json.object().add("type", "text")))
            .add("truncation", "auto")
            .add("service_tier", "default")
            .add("store", true);
    for (String absent : ALWAYS_ABSENT) {
      all.addNull(absent);
    }
    put(all, "previous_response_id", previous);
    put(all, "instructions", request.instructions());
    return (completedAt == null
            ? all.addNull("completed_at")
            : all.add("completed_at", completedAt.getEpochSecond()))
        .build();
  }

  private JsonArrayBuilder tools() {
    JsonArrayBuilder all = Json.array();
    for (ClientTool tool : request.tools()) {
      all.add(
          Json.object()
              .add("type", "function")
              .add("name", tool.name())
              .add("description", tool.description())
              .add("parameters", Json.read(tool.parameters()))
              .add("strict", true));
    }
    return all;
  }

  private static void put(JsonObjectBuilder all, String name, String value) {
    if (value == null) {
      all.addNull(name);
    } else {
      all.add(name, value);
    }
  }

  private JsonObject usage() {
    return Json.object()
        .add("input_tokens", in)
        .add(
            "input_tokens_details",
            Json.object().add("cached_tokens", cached).add("cache_write_tokens", 0))
        .add("output_tokens", out)
        .add("output_tokens_details", Json.object().add("reasoning_tokens", 0))
        .add("total_tokens", in + out)
        .build();
  }
}
