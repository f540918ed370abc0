package org.waybill.api.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.ResultExpiry;
import org.waybill.owner.Owner;
import org.waybill.pipeline.JobId;
import org.waybill.pipeline.JobStatus;
import org.waybill.pipeline.Jobs;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskStatus;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;
import org.waybill.type.KnownTypes;

/** Finds jobs for a caller; another's, and one whose time is over, is as absent as none. */
@ApplicationScoped
class OwnJobs {

  @Inject private Jobs jobs;
  @Inject private Tasks tasks;
  @Inject private ResultExpiry resultExpiry;

  /**
   * @throws Problem 404 if there is no such job of this caller
   */
  Task find(String id, Caller caller) {
    return JobId.read(id).map(job -> jobs.find(caller.tenant(), job)).orElse(List.of()).stream()
        .flatMap(task -> tasks.find(task).stream())
        .filter(task -> caller.maySee(task.tenant(), task.userId()) && !resultExpiry.isOver(task))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("job " + id));
  }

  /** The newest first; operators see all of their tenant. */
  List<TaskSummary> list(
      Caller caller, String workspace, Set<TaskStatus> states, UUID before, int limit) {
    TaskFilter filter =
        TaskFilter.of(new Owner(caller.tenant(), caller.isOperator() ? null : caller.userId()))
            .ofType(KnownTypes.PIPELINE.name())
            .labelled(new TaskFilter.Labels(null, workspace, null, null, null))
            .in(states, before);
    return tasks.list(filter, limit);
  }

  /** The task's states that are meant by this parameter; null where it is absent. */
  static Set<TaskStatus> states(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return JobStatus.labelled(text.strip())
        .orElseThrow(() -> RequestBody.wrong("status", "is '" + text + "'", JobStatus.labels()))
        .states();
  }

  boolean isThere(TaskSummary task) {
    return !resultExpiry.isOver(task);
  }
}
