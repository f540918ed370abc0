package org.waybill.api.agui;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.task.TaskEvent;

/** Translates the events of a task into those of a run; the same ones each time it is read. */
final class RunTranslator {

  /** The version of the protocol. */
  static final String VERSION = "1.0";

  private final RunId run;
  private final RunFacts facts;
  private final AnswerText text;
  private final ToolCallEvents tools;
  private final RunUsage usage = new RunUsage();
  private final UUID task;
  private String step;
  private boolean over;

  RunTranslator(RunId run, UUID task, RunFacts facts) {
    this.run = run;
    this.task = task;
    this.facts = facts;
    this.text = new AnswerText(task);
    this.tools = new ToolCallEvents(task);
  }

  /** Takes the events of the task's earlier runs, which the client has. */
  void skip(List<TaskEvent> earlier) {
    earlier.forEach(this::of);
    over = false;
    usage.clear();
  }

  /** The beginning of the run. */
  JsonObject started(Instant at) {
    EventBatch out = new EventBatch(at);
    JsonObjectBuilder started = ids().add("protocolVersion", VERSION);
    if (run.parent() != null) {
      started.add("parentRunId", run.parent());
    }
    out.add("RUN_STARTED", started);
    return out.events().get(0);
  }

  /** Whether the run has ended with the last event. */
  boolean isOver() {
    return over;
  }

  List<JsonObject> of(TaskEvent event) {
    EventBatch out = new EventBatch(event.at());
    JsonObject data = data(event);
    switch (event.kind()) {
      case QUEUED -> {
        // It waits: the protocol has no word for that.
      }
      case STARTED -> begin(event, out);
      case PARTIAL -> text.add(data.getString("text", ""), out);
      case PROGRESS -> out.custom(event.kind().label(), data);
      case PLAN -> plan(event, data, out);
      case THOUGHT -> text.thought(data.getString("text", ""), out);
      case STEERED -> text.ofUser(data.getString("text", ""), out);
      case TOOL_CALL -> {
        text.end(out);
        tools.call(data, text.last(), out);
      }
      case TOOL_RESULT -> {
        text.end(out);
        tools.result(data, text.last(), out);
      }
      case USAGE -> usage.add(data);
      case CITATIONS -> {
        // The protocol has no event for them.
      }
      case RETRYING, SNOOZED, WAITING -> {
        close(out);
        out.custom(event.kind().label(), data);
      }
      case INPUT_REQUIRED -> ask(event, out);
      case COMPLETED -> complete(out);
      case FAILED -> fail(data, out);
      case CANCELLED -> {
        close(out);
        finish(Json.object().add("type", "cancelled"), null, out);
      }
    }
    return out.events();
  }

  private void begin(TaskEvent event, EventBatch out) {
    close(out);
    text.beginAgain(out);
    step = "attempt " + event.attempt();
    out.add("STEP_STARTED", Json.object().add("stepName", step));
  }

  private void plan(TaskEvent event, JsonObject data, EventBatch out) {
    out.add(
        "ACTIVITY_SNAPSHOT",
        Json.object()
            .add("messageId", task + "-plan-" + event.seq())
            .add("activityType", "PLAN")
            .add("content", data));
  }

  private void ask(TaskEvent event, EventBatch out) {
    close(out);
    facts.outcome(event).ifPresent(outcome -> finish(Json.builder(outcome), null, out));
  }

  private void complete(EventBatch out) {
    text.complete(facts.answer(), out);
    close(out);
    finish(Json.object().add("type", "success"), facts.result(), out);
  }

  private void fail(JsonObject data, EventBatch out) {
    close(out);
    JsonObjectBuilder error =
        Json.object().add("message", data.getString("error", "The task failed."));
    String reason = data.getString("reason", null);
    if (reason != null) {
      error.add("code", reason);
    }
    out.add("RUN_ERROR", error.add("usage", usage.toJson()));
    over = true;
  }

  private void finish(JsonObjectBuilder outcome, JsonObject result, EventBatch out) {
    JsonObjectBuilder finished = ids().add("outcome", outcome).add("usage", usage.toJson());
    if (result != null) {
      finished.add("result", result);
    }
    out.add("RUN_FINISHED", finished);
    over = true;
  }

  private void close(EventBatch out) {
    text.end(out);
    if (step != null) {
      out.add("STEP_FINISHED", Json.object().add("stepName", step));
      step = null;
    }
  }

  private JsonObjectBuilder ids() {
    return Json.object().add("threadId", run.thread()).add("runId", run.id());
  }

  private static JsonObject data(TaskEvent event) {
    return event.data() == null
        ? JsonValue.EMPTY_JSON_OBJECT
        : Json.read(event.data()).asJsonObject();
  }
}
