package org.waybill.api.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.FieldText;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.Message;
import org.waybill.task.MessageRole;
import org.waybill.task.Messages;
import org.waybill.task.NewBranch;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.task.Tasks;
import org.waybill.task.UuidV7;

/** Goes back in a chat: {@code /api/chats/{chatId}/messages/{messageId}/regenerate|edit}. */
@Path("/chats/{chatId}/messages/{messageId}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BranchResource {

  @Inject private Messages messages;
  @Inject private Tasks tasks;
  @Inject private ChatTaskFactory turn;
  @Inject private IdempotentCalls repeated;
  @Inject private ChatSubmission submission;
  @Inject private RequestedAgent requestedAgent;

  /** Has a message answered anew, in a new branch: 202. */
  @POST
  @Path("/regenerate")
  public CompletionStage<Response> regenerate(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("chatId") String chatId,
      @PathParam("messageId") String messageId,
      InputStream json) {
    return branch(security, headers, chatId, messageId, RequestBody.read(json), false);
  }

  /** Puts another message in the place of a user's, in a new branch, and has it answered: 202. */
  @POST
  @Path("/edit")
  public CompletionStage<Response> edit(
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @PathParam("chatId") String chatId,
      @PathParam("messageId") String messageId,
      InputStream json) {
    return branch(security, headers, chatId, messageId, RequestBody.read(json), true);
  }

  private CompletionStage<Response> branch(
      SecurityContext security,
      HttpHeaders headers,
      String chatId,
      String messageId,
      RequestBody body,
      boolean edits) {
    Caller caller = Caller.of(security);
    String call =
        "POST /api/chats/%s/messages/%s/%s"
            .formatted(chatId, messageId, edits ? "edit" : "regenerate");
    Optional<UniquenessKey> key = repeated.keyOf(headers, caller.userId(), call, body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return CompletableFuture.completedFuture(submission.again(before.get()));
    }
    OnBusy policy = OnBusy.ofBranch(body);
    Message question = question(caller, chatId, messageId, edits);
    Task old = task(question);
    String text =
        edits ? body.requiredText("message", ChatTaskFactory.LONGEST_MESSAGE) : question.content();
    String agent = requestedAgent.of(body, caller);
    NewTaskBuilder builder =
        turn.of(caller, chatId, text, agent == null ? agentOf(old) : agent)
            .branch(
                new NewBranch(UuidV7.next(), question.branchId(), question.id(), old.id(), null));
    key.ifPresent(builder::once);
    return submission.submit(builder, policy);
  }

  /** The user's message itself, or the one that was answered. */
  private Message question(Caller caller, String chatId, String id, boolean edits) {
    Message message =
        FieldText.uuid(id)
            .flatMap(each -> messages.find(caller.owner(), chatId, each))
            .orElseThrow(() -> Problem.notFound("message " + id + " in chat " + chatId));
    MessageRole role = edits ? MessageRole.USER : MessageRole.ASSISTANT;
    if (message.role() != role) {
      throw Problem.conflict(
          "Message %s has role %s; allowed: role %s."
              .formatted(id, message.role().label(), role.label()));
    }
    if (edits) {
      return message;
    }
    return messages
        .ofUsers(message.taskId() == null ? List.of() : List.of(message.taskId()))
        .stream()
        .findFirst()
        .orElseThrow(() -> Problem.conflict("Message " + id + " answers no message of a user."));
  }

  private Task task(Message question) {
    return Optional.ofNullable(question.taskId())
        .flatMap(tasks::find)
        .filter(turn::isChatTask)
        .orElseThrow(
            () ->
                Problem.conflict(
                    "Message " + question.id() + " was not sent by POST /api/chat/stream."));
  }

  private static String agentOf(Task task) {
    return Json.read(task.input()).asJsonObject().getString("agent", null);
  }
}
