package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.waybill.dispatch.WaitExplanation;
import org.waybill.dispatch.WaitExplanation.Reason;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.EventKind;
import org.waybill.task.ListedPayload;
import org.waybill.task.PayloadKind;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskStatus;
import org.waybill.task.TaskSummary;

/** Tasks and events as the outside sees them. */
@ApplicationScoped
public class TaskJson {

  @Inject private WaitExplanation waitExplanation;

  /** A task as a receipt. */
  public String text(Task task) {
    StringBuilder out = new StringBuilder(640);
    write(out, task);
    return out.toString();
  }

  public void write(StringBuilder out, Task task) {
    members(new JsonObjectWriter(out), task, waits(task, waitExplanation::brief)).end();
  }

  /** A task as an item of a list, with those of its inputs and outputs that the list shows. */
  public void write(StringBuilder out, TaskSummary task, ListedPayload payload) {
    JsonObjectWriter members =
        state(new JsonObjectWriter(out), task, waits(task, waitExplanation::brief))
            .json("input", payload.value(PayloadKind.INPUT))
            .json("output", payload.value(PayloadKind.OUTPUT))
            .json("omitted", omitted(payload));
    outcome(members, task).end();
  }

  /**
   * The sizes in bytes of what was asked for and is too large for a list; null if there is none.
   */
  public static String omitted(ListedPayload payload) {
    if (payload.omitted().isEmpty()) {
      return null;
    }
    JsonObjectWriter out = new JsonObjectWriter(new StringBuilder());
    payload.omitted().forEach((kind, bytes) -> out.number(kind.label(), bytes));
    return out.end().toString();
  }

  /** A task with its attempts, and how many children it has in each status. */
  public String text(Task task, List<TaskEvent> history, Map<TaskStatus, Integer> children) {
    StringBuilder out = new StringBuilder(1_024);
    return members(new JsonObjectWriter(out), task, waits(task, waitExplanation::exact))
        .json("attempts", attempts(history))
        .json("children", counts(children))
        .end()
        .toString();
  }

  private static String waits(TaskRow task, Function<TaskRow, Reason> why) {
    return task.status() == TaskStatus.QUEUED ? text(why.apply(task)) : null;
  }

  public static void write(StringBuilder out, TaskEvent event) {
    new JsonObjectWriter(out)
        .text("eventType", event.kind().label())
        .text("taskId", event.task().id())
        .number("seq", event.seq())
        .time("at", event.at())
        .number("attempt", event.attempt())
        .json("data", event.data() == null ? "{}" : event.data())
        .end();
  }

  private static JsonObjectWriter members(JsonObjectWriter out, Task task, String waits) {
    state(out, task, waits)
        .json("input", task.input())
        .text("partial", task.partial())
        .json("output", task.output());
    return outcome(out, task);
  }

  private static JsonObjectWriter state(JsonObjectWriter out, TaskRow task, String waits) {
    return out.text("id", task.id())
        .text("type", task.type())
        .text("queue", task.queue())
        .text("status", task.status().label())
        .json("waits", waits)
        .number("priority", task.priority())
        .text("tenant", task.tenant())
        .text("userId", task.userId())
        .text("workspaceId", task.workspaceId())
        .text("chatId", task.chatId())
        .text("correlationId", task.correlationId())
        .text("concurrencyKey", keyName(task))
        .text("parentId", task.parentId())
        .text("replayOf", task.replayOf())
        .text("scheduleId", task.scheduleId())
        .text("traceparent", task.traceparent())
        .json("tags", task.tags())
        .json("metadata", task.metadata())
        .number("progress", task.progress())
        .text("progressText", task.progressText())
        .number("attempt", task.attempt())
        .number("maxAttempts", task.maxAttempts())
        .number("timeoutMs", task.timeoutMs())
        .text("node", task.node())
        .flag("cancelRequested", task.cancelRequested())
        .json("question", question(task));
  }

  private static JsonObjectWriter outcome(JsonObjectWriter out, TaskRow task) {
    String self = "/api/tasks/" + task.id();
    return out.text("error", task.error())
        .text("reason", task.reason())
        .time("createdAt", task.createdAt())
        .time("startBy", task.startBy())
        .time("startedAt", task.startedAt())
        .time("finishedAt", task.finishedAt())
        // As chat clients know it.
        .time("completedAt", task.finishedAt())
        .number("lastSeq", task.eventSeq())
        .json("links", "{\"self\":\"" + self + "\",\"events\":\"" + self + "/events\"}");
  }

  /** What is asked, and until when. */
  private static String question(TaskRow task) {
    if (task.status() != TaskStatus.INPUT_REQUIRED) {
      return null;
    }
    JsonObjectWriter out = new JsonObjectWriter(new StringBuilder());
    Json.read(task.question())
        .asJsonObject()
        .forEach((name, value) -> out.json(name, value.toString()));
    return out.time("expiresAt", task.questionExpiresAt()).end().toString();
  }

  private static String counts(Map<TaskStatus, Integer> children) {
    if (children.isEmpty()) {
      return null;
    }
    JsonObjectWriter out = new JsonObjectWriter(new StringBuilder());
    out.number("total", children.values().stream().mapToInt(n -> n).sum());
    children.forEach((status, n) -> out.number(status.label(), n));
    return out.end().toString();
  }

  /** The key as it was given; stored keys begin with their owner. */
  private static String keyName(TaskRow task) {
    String key = task.concurrencyKey();
    return key == null ? null : TaskConstraints.nameOf(task.tenant(), key);
  }

  /** Why a queued task waits. */
  private static String text(Reason reason) {
    JsonObjectWriter out =
        new JsonObjectWriter(new StringBuilder())
            .text("reason", reason.reason())
            .time("until", reason.until())
            .text("key", reason.key());
    if (reason.taskIds() != null) {
      out.json(
          "taskIds",
          reason.taskIds().stream()
              .map(id -> Json.quote(id.toString()))
              .collect(Collectors.joining(",", "[", "]")));
    }
    if (reason.position() != null) {
      out.number("position", reason.position());
    }
    return out.end().toString();
  }

  /** An attempt is what its events say: when it started, and how it ended. */
  private static String attempts(List<TaskEvent> history) {
    StringBuilder out = new StringBuilder("[");
    TaskEvent started = null;
    for (TaskEvent event : history) {
      if (event.kind() == EventKind.STARTED) {
        started = event;
      } else if (started != null && ends(event, started)) {
        attempt(out, started, event);
        started = null;
      }
    }
    if (started != null) {
      attempt(out, started, null);
    }
    return out.append(']').toString();
  }

  private static boolean ends(TaskEvent event, TaskEvent started) {
    return event.attempt() == started.attempt() && !event.kind().isReport();
  }

  private static void attempt(StringBuilder out, TaskEvent started, TaskEvent ended) {
    out.append(out.length() == 1 ? "" : ",");
    new JsonObjectWriter(out)
        .number("number", started.attempt())
        .text("node", member(started.data(), "node"))
        .time("startedAt", started.at())
        .time("endedAt", ended == null ? null : ended.at())
        .text("outcome", ended == null ? "running" : outcome(ended.kind()))
        .text("error", ended == null ? null : member(ended.data(), "error"))
        .text("reason", ended == null ? null : reason(ended))
        .end();
  }

  /** Of one that wants to run later it would be its own words. */
  private static String reason(TaskEvent ended) {
    return ended.kind() == EventKind.SNOOZED ? null : member(ended.data(), "reason");
  }

  private static String outcome(EventKind kind) {
    return kind == EventKind.RETRYING ? "failed" : kind.label();
  }

  private static String member(String data, String name) {
    return data == null ? null : Json.read(data).asJsonObject().getString(name, null);
  }
}
