package org.waybill.api.chat;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Problem;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.Branches;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;

/** Stores tasks of chats and makes way for them. */
@ApplicationScoped
class ChatSubmission {

  @Inject private SubmissionService submissionService;
  @Inject private BusyChatPolicy busyChatPolicy;
  @Inject private IdempotentCalls repeated;
  @Inject private Branches branches;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  /**
   * Completes with the receipt when the task is stored.
   *
   * @throws Problem 409 if the chat is busy, and the policy is to reject
   */
  CompletionStage<Response> submit(NewTaskBuilder builder, OnBusy policy) {
    NewTask task = policy == OnBusy.REJECT ? builder.alone().build() : builder.build();
    // The others are cancelled elsewhere: the thread that tells of the commit tells others of
    // theirs.
    return policy == OnBusy.INTERRUPT || policy == OnBusy.ROLLBACK
        ? submissionService
            .accept(task)
            .thenApplyAsync(accepted -> answer(accepted, policy), executor)
        : submissionService.accept(task).thenApply(accepted -> answer(accepted, policy));
  }

  private Response answer(Receipt accepted, OnBusy policy) {
    Receipt.Existing existing = accepted.existing();
    NewTask task = accepted.task();
    if (existing == null) {
      busyChatPolicy.make(policy, task);
      UUID branch = task.terms().branch() == null ? null : task.terms().branch().id();
      return receipt(task.id(), task.labels().chatId(), task.work().input(), branch).build();
    }
    if (existing.kind() == UniquenessKey.Kind.ALONE) {
      throw Problem.conflict(
          "Chat " + task.labels().chatId() + " has an unfinished task: " + existing.id() + ".");
    }
    return again(repeated.find(accepted));
  }

  /** What the same call was answered with before. */
  Response again(Task task) {
    UUID branch = branches.ofTask(task.id()).map(Branches.Branch::id).orElse(null);
    return receipt(task.id(), task.chatId(), task.input(), branch)
        .header(IdempotentCalls.EXISTING, "true")
        .build();
  }

  /**
   * @param branch the one that the task has begun, or null
   */
  static Response.ResponseBuilder receipt(UUID taskId, String chatId, String input, UUID branch) {
    StringBuilder body =
        new JsonObjectWriter(new StringBuilder())
            .text("taskId", taskId)
            .text("chatId", chatId)
            .text(
                ChatTaskFactory.MESSAGE_ID,
                Json.read(input).asJsonObject().getString(ChatTaskFactory.MESSAGE_ID, null))
            .text("branchId", branch)
            .end();
    return Response.accepted(body.toString()).location(URI.create("/api/tasks/" + taskId));
  }
}
