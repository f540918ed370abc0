package org.waybill.api.tasks;

import java.time.Instant;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskStatus;

/** Tasks and events as the outside sees them. */
final class TaskJson {

  private TaskJson() {}

  /** A task as an item of a list, or as a receipt. */
  static String text(Task task) {
    StringBuilder out = new StringBuilder(640);
    write(out, task);
    return out.toString();
  }

  static void write(StringBuilder out, Task task) {
    members(new ObjectText(out), task).end();
  }

  /** A task with its attempts. */
  static String text(Task task, List<TaskEvent> history) {
    StringBuilder out = new StringBuilder(1_024);
    return members(new ObjectText(out), task).json("attempts", attempts(history)).end().toString();
  }

  static void write(StringBuilder out, TaskEvent event) {
    new ObjectText(out)
        .text("eventType", event.kind().label())
        .text("taskId", event.task().id())
        .number("seq", event.seq())
        .time("at", event.at())
        .number("attempt", event.attempt())
        .json("data", event.data() == null ? "{}" : event.data())
        .end();
  }

  private static ObjectText members(ObjectText out, Task task) {
    String self = "/api/tasks/" + task.id();
    return out.text("id", task.id())
        .text("type", task.type())
        .text("queue", task.queue())
        .text("status", task.status().label())
        .json("waits", waits(task))
        .number("priority", task.priority())
        .text("tenant", task.tenant())
        .text("userId", task.userId())
        .text("workspaceId", task.workspaceId())
        .text("chatId", task.chatId())
        .text("correlationId", task.correlationId())
        .json("tags", task.tags())
        .json("metadata", task.metadata())
        .number("progress", task.progress())
        .text("progressText", task.progressText())
        .number("attempt", task.attempt())
        .number("maxAttempts", task.maxAttempts())
        .number("timeoutMs", task.timeoutMs())
        .text("node", task.node())
        .flag("cancelRequested", task.cancelRequested())
        .text("question", task.question())
        .json("input", task.input())
        .text("partial", task.partial())
        .json("output", task.output())
        .text("error", task.error())
        .time("createdAt", task.createdAt())
        .time("startedAt", task.startedAt())
        .time("finishedAt", task.finishedAt())
        .number("lastSeq", task.eventSeq())
        .json("links", "{\"self\":\"" + self + "\",\"events\":\"" + self + "/events\"}");
  }

  /** Why a queued task waits. */
  private static String waits(Task task) {
    if (task.status() != TaskStatus.QUEUED) {
      return null;
    }
    return switch (task.waits()) {
      case "scheduled" -> waits("scheduled_for", task.dueAt());
      case "retry" -> waits("retry_at", task.dueAt());
      default -> waits(task.waits(), null);
    };
  }

  private static String waits(String reason, Instant until) {
    return new ObjectText(new StringBuilder())
        .text("reason", reason)
        .time("until", until)
        .end()
        .toString();
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
    return event.attempt() == started.attempt()
        && event.kind() != EventKind.PROGRESS
        && event.kind() != EventKind.PARTIAL;
  }

  private static void attempt(StringBuilder out, TaskEvent started, TaskEvent ended) {
    out.append(out.length() == 1 ? "" : ",");
    new ObjectText(out)
        .number("number", started.attempt())
        .text("node", member(started.data(), "node"))
        .time("startedAt", started.at())
        .time("endedAt", ended == null ? null : ended.at())
        .text("outcome", ended == null ? "running" : outcome(ended.kind()))
        .text("error", ended == null ? null : member(ended.data(), "error"))
        .end();
  }

  private static String outcome(EventKind kind) {
    return kind == EventKind.RETRYING ? "failed" : kind.label();
  }

  private static String member(String data, String name) {
    return data == null ? null : Json.read(data).asJsonObject().getString(name, null);
  }
}
