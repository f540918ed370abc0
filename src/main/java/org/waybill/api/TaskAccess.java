package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;

/** Finds tasks for a caller; another's task is as absent as one that does not exist. */
@ApplicationScoped
public class TaskAccess {

  @Inject private Tasks tasks;
  @Inject private LargeResponses largeResponses;

  /**
   * @throws Problem 404 if there is no such task of this caller
   */
  public Task find(String id, Caller caller) {
    return FieldText.uuid(id)
        .flatMap(tasks::find)
        .filter(task -> caller.maySee(task.tenant(), task.userId()))
        .orElseThrow(() -> Problem.notFound("task " + id));
  }

  /**
   * The same for a response that shows all of it.
   *
   * @throws Problem also 429 if it is large, and too many large responses are being sent
   */
  public Task findToShow(String id, Caller caller) {
    return FieldText.uuid(id)
        .flatMap(task -> tasks.find(task, row -> reserve(row, caller)))
        .filter(task -> caller.maySee(task.tenant(), task.userId()))
        .orElseThrow(() -> Problem.notFound("task " + id));
  }

  private void reserve(TaskRow task, Caller caller) {
    if (caller.maySee(task.tenant(), task.userId())) {
      largeResponses.reserve(caller);
    }
  }

  /**
   * The same without input, partial output and output.
   *
   * @throws Problem 404 if there is no such task of this caller
   */
  public TaskSummary summary(String id, Caller caller) {
    return FieldText.uuid(id)
        .flatMap(tasks::summary)
        .filter(task -> caller.maySee(task.tenant(), task.userId()))
        .orElseThrow(() -> Problem.notFound("task " + id));
  }
}
