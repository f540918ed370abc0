package org.waybill.api.chat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.agent.loop.SteeringMessages;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.JsonObjectWriter;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;
import org.waybill.task.Message;
import org.waybill.task.Messages;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;

/** {@code /api/chat/stream} and {@code /api/chats}. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ChatResource {

  @Inject private Messages messages;
  @Inject private ChatTaskFactory turn;
  @Inject private IdempotentCalls repeated;
  @Inject private ChatSubmission submission;
  @Inject private ChatBranches chatBranches;
  @Inject private RequestedAgent requestedAgent;
  @Inject private SteeringMessages steering;

  @Context private SecurityContext security;

  /** Stores the message, its pending answer and the task that writes it: 202. */
  @POST
  @Path("/chat/stream")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> say(@Context HttpHeaders headers, InputStream json) {
    RequestBody body = RequestBody.read(json);
    Caller caller = caller();
    Optional<UniquenessKey> key =
        repeated.keyOf(headers, caller.userId(), "POST /api/chat/stream", body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return CompletableFuture.completedFuture(submission.again(before.get()));
    }
    OnBusy policy = OnBusy.of(body);
    Optional<UUID> steered = policy == OnBusy.STEER ? steer(body, caller) : Optional.empty();
    if (steered.isPresent()) {
      return CompletableFuture.completedFuture(
          ChatSubmission.receipt(steered.get(), chatId(body), "{}", null).build());
    }
    NewTaskBuilder builder = task(body, chatId(body));
    key.ifPresent(builder::once);
    return submission.submit(builder, policy);
  }

  private Optional<UUID> steer(RequestBody body, Caller caller) {
    String text = body.requiredText("message", ChatTaskFactory.LONGEST_MESSAGE);
    return steering.say(caller.owner(), chatId(body), text);
  }

  @GET
  @Path("/chats")
  public String chats(@QueryParam("limit") Integer limit) {
    Caller caller = caller();
    List<Messages.Chat> chats =
        messages.chatsOf(caller.tenant(), caller.userId(), Page.limit(limit, 50));
    return Page.of(
        chats,
        (out, chat) ->
            new JsonObjectWriter(out)
                .text("id", chat.id())
                .text("userId", chat.userId())
                .text("title", chat.title())
                .time("createdAt", chat.createdAt())
                .time("updatedAt", chat.updatedAt())
                .end());
  }

  @GET
  @Path("/chats/{chatId}/messages")
  public String messages(
      @PathParam("chatId") String chatId,
      @QueryParam("userId") String userId,
      @QueryParam("branch") String branch,
      @QueryParam("limit") Integer limit) {
    Caller caller = caller();
    String owner = owner(caller, chatId, userId);
    int most = Page.limit(limit, Page.MOST);
    List<Message> found =
        branch == null
            ? messages.ofChat(caller.tenant(), owner, chatId, most)
            : messages.ofBranch(
                caller.tenant(),
                owner,
                chatId,
                chatBranches.find(new Owner(caller.tenant(), owner), chatId, branch),
                most);
    return Page.of(found, ChatResource::write);
  }

  /** The branches of a chat, oldest first. */
  @GET
  @Path("/chats/{chatId}/branches")
  public String branches(
      @PathParam("chatId") String chatId,
      @QueryParam("userId") String userId,
      @QueryParam("limit") Integer limit) {
    Caller caller = caller();
    Owner owner = new Owner(caller.tenant(), owner(caller, chatId, userId));
    return Page.of(
        chatBranches.of(owner, chatId, Page.limit(limit, Page.MOST)), ChatBranches::write);
  }

  /** The own chat of this name; for operators else the only one, or that of the user they name. */
  private String owner(Caller caller, String chatId, String asked) {
    List<String> owners =
        messages.ownersOf(caller.tenant(), chatId).stream()
            .filter(owner -> caller.maySee(caller.tenant(), owner))
            .filter(owner -> asked == null || owner.equals(asked))
            .toList();
    if (owners.isEmpty()) {
      throw Problem.notFound("chat " + chatId);
    }
    if (asked == null && !owners.contains(caller.userId()) && owners.size() > 1) {
      throw RequestBody.wrong(
          "userId",
          "is missing, but several users have a chat " + chatId,
          String.join(", ", owners.subList(0, Math.min(20, owners.size()))));
    }
    return owners.contains(caller.userId()) ? caller.userId() : owners.get(0);
  }

  private static void write(StringBuilder out, Message message) {
    JsonObjectWriter json =
        new JsonObjectWriter(out)
            .text("id", message.id())
            .text("chatId", message.chatId())
            .text("role", message.role().label())
            .text("status", message.status().label())
            .text("content", message.content())
            .text("taskId", message.taskId())
            .text("branchId", message.branchId())
            .text("agent", message.agent())
            .text("model", message.model())
            .json("citations", message.citations())
            .time("createdAt", message.createdAt());
    if (message.agentVersion() != null) {
      json.number("agentVersion", message.agentVersion());
    }
    json.end();
  }

  private String chatId(RequestBody body) {
    return turn.chat(body.idOrBlank("chatId", ChatTaskFactory.LONGEST_CHAT_ID));
  }

  private NewTaskBuilder task(RequestBody body, String chatId) {
    String text = body.requiredText("message", ChatTaskFactory.LONGEST_MESSAGE);
    return turn.of(caller(), chatId, text, requestedAgent.of(body, caller()))
        .priority(body.number("priority", NewTask.USUAL_PRIORITY, 0, 9));
  }

  private Caller caller() {
    return Caller.of(security);
  }
}
