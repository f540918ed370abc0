package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.CompletionWaiters;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;

/** Cancels tasks. */
@ApplicationScoped
class CancelTask {

  /** Most tasks stop much sooner; one that does not is returned as still working. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Inject private A2aTasks tasks;
  @Inject private TaskCommands taskCommands;
  @Inject private CompletionWaiters completionWaiters;

  /** The task, after its worker has stopped if that happens in time. */
  CompletionStage<Task> cancel(String id, Caller caller) {
    Task task = tasks.find(id, caller);
    CompletionWaiters.Waiter waiter = completionWaiters.expect(task.id(), PATIENCE);
    TaskCommands.Cancelled outcome = taskCommands.cancel(task.id());
    if (outcome == TaskCommands.Cancelled.REQUESTED) {
      return waiter.outcome().thenApply(ended -> tasks.find(id, caller));
    }
    waiter.leave();
    Task now = tasks.find(id, caller);
    if (outcome == TaskCommands.Cancelled.TOO_LATE) {
      throw A2aError.TASK_NOT_CANCELABLE.problem(
          "Task " + id + " has already ended with status " + now.status().label() + ".");
    }
    return CompletableFuture.completedFuture(now);
  }
}
