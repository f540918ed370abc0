package org.waybill.handlers.evaluation;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.waybill.agent.loop.AgentAnswer;
import org.waybill.agent.loop.RecordedRun;
import org.waybill.agent.loop.RecordedTools;
import org.waybill.json.Json;
import org.waybill.model.Usage;
import org.waybill.score.Score;
import org.waybill.text.CutText;

/** The report on a case; long texts are cut and say so. */
final class EvaluatedCase {

  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_ARGUMENTS = 500;
  private static final int MOST_CALLS = 50;

  private EvaluatedCase() {}

  static JsonObject failed(String task, String message, String code, String detail) {
    JsonObjectBuilder json = begin(task, message);
    return json.add("error", Json.object().add("code", code).add("detail", detail)).build();
  }

  /**
   * @param task null for a request that was not answered before
   */
  static JsonObject done(
      PastTask task,
      String message,
      RecordedRun run,
      List<Score> scores,
      AgentAnswer answer,
      RecordedTools tools) {
    JsonObjectBuilder json = begin(task == null ? null : task.id().toString(), message);
    if (task != null) {
      JsonObjectBuilder then = figures(run.turns(), run.usage()).add("calls", calls(tools.then()));
      add(then, "answer", task.answer());
      add(then, "agent", task.agent());
      if (task.agentVersion() != null) {
        then.add("agentVersion", task.agentVersion());
      }
      json.add("then", then).add("scores", scores(scores));
    }
    JsonObjectBuilder now =
        figures(answer.turns(), answer.usage())
            .add("calls", calls(tools.now()))
            .add("missedCalls", tools.missed())
            .add("agent", answer.agent().name())
            .add("agentVersion", answer.agent().version())
            .add("end", answer.end().label());
    add(now, "answer", answer.text());
    add(now, "model", answer.model());
    return json.add("now", now)
        .add("sameAnswer", task != null && answer.text().equals(task.answer()))
        .build();
  }

  private static JsonObjectBuilder begin(String task, String message) {
    JsonObjectBuilder json = Json.object();
    add(json, "taskId", task);
    add(json, "message", message);
    return json;
  }

  private static void add(JsonObjectBuilder json, String member, String text) {
    if (text != null) {
      json.add(member, CutText.counted(text, LONGEST_TEXT));
    }
  }

  private static JsonObjectBuilder figures(int turns, Usage usage) {
    return Json.object()
        .add("turns", turns)
        .add("in", usage.in())
        .add("out", usage.out())
        .add("cached", usage.cached())
        .add("cost", usage.cost());
  }

  private static JsonArrayBuilder calls(List<RecordedTools.Call> calls) {
    JsonArrayBuilder written = Json.array();
    for (RecordedTools.Call call : calls.subList(0, Math.min(MOST_CALLS, calls.size()))) {
      JsonObjectBuilder json =
          Json.object()
              .add("tool", call.tool())
              .add(
                  "arguments",
                  CutText.counted(String.valueOf(call.arguments()), LONGEST_ARGUMENTS));
      if (call.match() != null) {
        json.add("match", call.match().label());
      }
      written.add(json);
    }
    return written;
  }

  private static JsonArrayBuilder scores(List<Score> scores) {
    JsonArrayBuilder written = Json.array();
    for (Score score : scores.subList(0, Math.min(MOST_CALLS, scores.size()))) {
      written.add(
          Json.object()
              .add("name", score.name())
              .add("userId", score.userId())
              .add("value", score.value()));
    }
    return written;
  }
}
