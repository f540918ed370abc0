package org.waybill.api.a2a;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.CompletionWaiters;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Problem;
import org.waybill.config.A2aSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.Json;
import org.waybill.notify.TaskCallback;
import org.waybill.security.Caller;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.TaskStatus;
import org.waybill.task.Tasks;

/** Accepts messages: each creates a task, or answers the question of one. */
@ApplicationScoped
class SendMessage {

  @Inject private TaskCreation taskCreation;
  @Inject private InputAnswer inputAnswer;
  @Inject private PushConfigs push;
  @Inject private IdempotentCalls repeated;
  @Inject private SubmissionService submissionService;
  @Inject private CompletionWaiters completionWaiters;
  @Inject private Tasks tasks;
  @Inject private Settings settings;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  /** The task of this message; if the caller waits, when it has ended or asks a question. */
  CompletionStage<Task> send(CallContext callContext, SendRequest request) {
    if (request.message().taskId() == null) {
      return begin(callContext, request);
    }
    Task task = inputAnswer.asked(callContext.caller(), request.message());
    request
        .push()
        .ifPresent(
            config -> push.put(task.id(), callContext.caller(), callContext.version(), config));
    return answered(
        inputAnswer.answer(callContext.caller(), request.message(), task), request.waits());
  }

  private CompletionStage<Task> begin(CallContext callContext, SendRequest request) {
    UniquenessKey key = key(callContext.caller(), request.message());
    Optional<Task> before = before(callContext.caller(), key);
    if (before.isPresent()) {
      return answered(before.get(), request.waits());
    }
    NewTask task = taskCreation.task(callContext.caller(), request).once(key).build();
    // Before the task is stored, so that none of its events is missed.
    Optional<TaskCallback> hook =
        request
            .push()
            .map(
                config -> push.put(task.id(), callContext.caller(), callContext.version(), config));
    return accept(task, request.waits(), hook);
  }

  private CompletionStage<Task> accept(NewTask task, boolean waits, Optional<TaskCallback> hook) {
    // Before it is stored: it may end before the result of the INSERT is read.
    CompletionWaiters.Waiter waiter = waits ? expect(task.id()) : null;
    CompletionStage<Receipt> accepted;
    try {
      accepted = submissionService.accept(task);
    } catch (RuntimeException e) {
      leave(waiter);
      hook.ifPresent(push::remove);
      throw e;
    }
    return accepted
        .whenCompleteAsync(
            (receipt, failure) -> {
              if (failure != null || receipt.existing() != null) {
                leave(waiter);
                hook.ifPresent(push::remove);
              }
            },
            executor)
        .thenCompose(
            receipt ->
                receipt.existing() == null
                    ? awaited(Task.of(receipt), waiter)
                    : answered(existing(receipt), waits));
  }

  private CompletionStage<Task> answered(Task task, boolean waits) {
    boolean rests = task.status().isFinal() || task.status() == TaskStatus.INPUT_REQUIRED;
    return awaited(task, waits && !rests ? expect(task.id()) : null);
  }

  private CompletionStage<Task> awaited(Task task, CompletionWaiters.Waiter waiter) {
    return waiter == null
        ? CompletableFuture.completedFuture(task)
        : waiter
            .outcome()
            .thenApply(
                ended -> tasks.find(task.id()).orElseThrow(() -> A2aTasks.absent(task.id())));
  }

  private CompletionWaiters.Waiter expect(UUID task) {
    return completionWaiters.expectQuestionOrEnd(task, settings.get(A2aSettings.LONGEST_WAIT));
  }

  private static void leave(CompletionWaiters.Waiter waiter) {
    if (waiter != null) {
      waiter.leave();
    }
  }

  /** A repeated message creates no second task. */
  private UniquenessKey key(Caller caller, IncomingMessage incomingMessage) {
    var body =
        Json.object().add("text", incomingMessage.text()).add("kept", incomingMessage.kept());
    if (incomingMessage.contextId() != null) {
      body.add("contextId", incomingMessage.contextId());
    }
    return repeated.callKeyOf(
        caller.userId(), "a2a/" + incomingMessage.messageId(), "A2A message", body.build());
  }

  private Optional<Task> before(Caller caller, UniquenessKey key) {
    try {
      return repeated.before(caller.tenant(), Optional.of(key));
    } catch (Problem e) {
      throw known(e);
    }
  }

  private Task existing(Receipt receipt) {
    try {
      return repeated.find(receipt);
    } catch (Problem e) {
      throw known(e);
    }
  }

  private static Problem known(Problem problem) {
    return problem.status() == 422
        ? A2aProblem.wrong("message.messageId", "was already used for another message", "a new id")
        : problem;
  }
}
