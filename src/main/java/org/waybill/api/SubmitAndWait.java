package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.dispatch.SubmissionService;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.Tasks;

/** Hands tasks over and waits for their ends, without a thread. */
@ApplicationScoped
public class SubmitAndWait {

  @Inject private CompletionWaiters completionWaiters;
  @Inject private SubmissionService submissionService;
  @Inject private IdempotentCalls repeated;
  @Inject private Tasks tasks;

  /**
   * A task as it stands after the wait.
   *
   * @param existing whether it was there before this call
   */
  public record Seen(Task task, boolean existing) {}

  /** Stores the task; completes with it when it has ended, or the time is over. */
  public CompletionStage<Seen> accept(NewTask task, Duration longest) {
    if (longest.isZero()) {
      return submissionService
          .accept(task)
          .thenApply(
              receipt ->
                  receipt.existing() == null
                      ? new Seen(Task.of(receipt), false)
                      : new Seen(repeated.find(receipt), true));
    }
    // Before it is stored: it may end before the answer to the INSERT is read.
    CompletionWaiters.Waiter waiter = completionWaiters.expect(task.id(), longest);
    CompletionStage<Receipt> accepted;
    try {
      accepted = submissionService.accept(task);
    } catch (RuntimeException e) {
      waiter.leave();
      throw e;
    }
    return accepted
        .whenComplete(
            (receipt, failure) -> {
              if (failure != null || receipt.existing() != null) {
                waiter.leave();
              }
            })
        .thenCompose(
            receipt ->
                receipt.existing() == null
                    ? read(task.id(), waiter).thenApply(read -> new Seen(read, false))
                    : end(repeated.find(receipt), longest).thenApply(read -> new Seen(read, true)));
  }

  /** Completes with this task when it has ended, or the time is over. */
  public CompletionStage<Task> end(Task task, Duration longest) {
    if (longest.isZero() || task.status().isFinal()) {
      return CompletableFuture.completedFuture(task);
    }
    // If it ended between the two, the next look finds it.
    return read(task.id(), completionWaiters.expect(task.id(), longest));
  }

  private CompletionStage<Task> read(UUID id, CompletionWaiters.Waiter waiter) {
    // On the thread that publishes the end, which serves nobody else meanwhile.
    return waiter
        .outcome()
        .thenApply(ended -> tasks.find(id).orElseThrow(() -> Problem.notFound("task " + id)));
  }
}
