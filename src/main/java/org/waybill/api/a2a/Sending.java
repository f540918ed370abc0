package org.waybill.api.a2a;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.Problem;
import org.waybill.api.RepeatedCalls;
import org.waybill.api.Waiters;
import org.waybill.config.A2aKnobs;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.notify.TaskHook;
import org.waybill.release.Intake;
import org.waybill.security.Caller;
import org.waybill.task.Accepted;
import org.waybill.task.NewTask;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;
import org.waybill.task.Tasks;
import org.waybill.task.Terms.Once;

/** Takes messages: each begins a task, or answers the question of one. */
@ApplicationScoped
class Sending {

  @Inject private Beginning beginning;
  @Inject private Answering answering;
  @Inject private PushConfigs push;
  @Inject private RepeatedCalls repeated;
  @Inject private Intake intake;
  @Inject private Waiters waiters;
  @Inject private Tasks tasks;
  @Inject private Settings settings;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  /** The task of this message; if the caller waits, when it has ended or asks something. */
  CompletionStage<Task> send(Peer peer, SendRequest request) {
    if (request.said().taskId() == null) {
      return begin(peer, request);
    }
    Task task = answering.asked(peer.caller(), request.said());
    request.push().ifPresent(config -> push.put(task.id(), peer.caller(), peer.spelling(), config));
    return answered(answering.answer(peer.caller(), request.said(), task), request.waits());
  }

  private CompletionStage<Task> begin(Peer peer, SendRequest request) {
    Once key = key(peer.caller(), request.said());
    Optional<Task> before = before(peer.caller(), key);
    if (before.isPresent()) {
      return answered(before.get(), request.waits());
    }
    NewTask task = beginning.task(peer.caller(), request).once(key).build();
    // Before the task is stored, so that none of its events is missed.
    Optional<TaskHook> hook =
        request.push().map(config -> push.put(task.id(), peer.caller(), peer.spelling(), config));
    return accept(task, request.waits(), hook);
  }

  private CompletionStage<Task> accept(NewTask task, boolean waits, Optional<TaskHook> hook) {
    // Before it is stored: it may end before the answer to the INSERT is read.
    Waiters.Waiter waiter = waits ? expect(task.id()) : null;
    CompletionStage<Accepted> accepted;
    try {
      accepted = intake.accept(task);
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

  private CompletionStage<Task> awaited(Task task, Waiters.Waiter waiter) {
    return waiter == null
        ? CompletableFuture.completedFuture(task)
        : waiter
            .outcome()
            .thenApply(told -> tasks.find(task.id()).orElseThrow(() -> A2aTasks.absent(task.id())));
  }

  private Waiters.Waiter expect(UUID task) {
    return waiters.expectQuestionOrEnd(task, settings.get(A2aKnobs.LONGEST_WAIT));
  }

  private static void leave(Waiters.Waiter waiter) {
    if (waiter != null) {
      waiter.leave();
    }
  }

  /** A message that comes again makes no second task. */
  private Once key(Caller caller, Said said) {
    var body = Json.object().add("text", said.text()).add("kept", said.kept());
    if (said.contextId() != null) {
      body.add("contextId", said.contextId());
    }
    return repeated.callKeyOf(
        caller.userId(), "a2a/" + said.messageId(), "A2A message", body.build());
  }

  private Optional<Task> before(Caller caller, Once key) {
    try {
      return repeated.before(caller.tenant(), Optional.of(key));
    } catch (Problem e) {
      throw known(e);
    }
  }

  private Task existing(Accepted receipt) {
    try {
      return repeated.find(receipt);
    } catch (Problem e) {
      throw known(e);
    }
  }

  private static Problem known(Problem problem) {
    return problem.status() == 422
        ? A2aProblem.wrong(
            "message.messageId", "came before with another message", "an id that is new")
        : problem;
  }
}
