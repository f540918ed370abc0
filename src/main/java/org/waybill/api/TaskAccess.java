package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;

/** Finds tasks for a caller; another's task is as absent as one that does not exist. */
@ApplicationScoped
public class TaskAccess {

  @Inject private Tasks tasks;

  /**
   * @throws Problem 404 if there is no such task of this caller
   */
  public Task find(String id, Caller caller) {
    return parse(id)
        .flatMap(tasks::find)
        .filter(task -> caller.maySee(task.tenant(), task.userId()))
        .orElseThrow(() -> Problem.notFound("task " + id));
  }

  /**
   * The same without input, partial output and output.
   *
   * @throws Problem 404 if there is no such task of this caller
   */
  public TaskSummary summary(String id, Caller caller) {
    return parse(id)
        .flatMap(tasks::summary)
        .filter(task -> caller.maySee(task.tenant(), task.userId()))
        .orElseThrow(() -> Problem.notFound("task " + id));
  }

  private static java.util.Optional<UUID> parse(String id) {
    try {
      return java.util.Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return java.util.Optional.empty();
    }
  }
}
