package org.waybill.api.pipeline;

import java.util.List;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.pipeline.JobId;
import org.waybill.pipeline.JobStatus;
import org.waybill.task.Task;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskSummary;

/** Jobs as their callers know them: each state has members of its own. */
final class JobJson {

  private JobJson() {}

  static String text(Task task) {
    JobStatus status = JobStatus.of(task.status());
    JsonObjectWriter out = new JsonObjectWriter(new StringBuilder());
    out.text("job_id", JobId.of(task.id())).text("status", status.label());
    switch (status) {
      case QUEUED -> out.time("created_at", task.createdAt()).json("progress", progress(task));
      case RUNNING -> out.json("progress", progress(task)).time("started_at", task.startedAt());
      case COMPLETED -> out.json("progress", "100.0").json("result", task.output());
      case FAILED -> out.json("progress", progress(task)).text("error", task.error());
      case CANCELLED -> out.json("progress", progress(task));
    }
    return out.end().toString();
  }

  /** A page of a list; results are asked for one by one. */
  static String list(List<TaskSummary> tasks, UUID next) {
    StringBuilder out = new StringBuilder("{\"jobs\":[");
    for (TaskSummary task : tasks) {
      out.append(out.charAt(out.length() - 1) == '[' ? "" : ",");
      item(out, task);
    }
    out.append("],\"count\":").append(tasks.size());
    out.append(",\"next_cursor\":").append(Json.quote(next == null ? null : next.toString()));
    return out.append('}').toString();
  }

  private static void item(StringBuilder out, TaskSummary task) {
    JobStatus status = JobStatus.of(task.status());
    new JsonObjectWriter(out)
        .text("job_id", JobId.of(task.id()))
        .text("status", status.label())
        .text("tenant_id", task.tenant())
        .text("workspace_id", task.workspaceId())
        .time("created_at", task.createdAt())
        .time("started_at", task.startedAt())
        .time("completed_at", task.finishedAt())
        .json("progress", status == JobStatus.COMPLETED ? "100.0" : progress(task))
        .text("error", task.error())
        .end();
  }

  private static String progress(TaskRow task) {
    return task.progress() + ".0";
  }
}
