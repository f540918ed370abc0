package org.waybill.api.chat;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.waybill.agent.definition.Agents;
import org.waybill.agent.loop.SteeringMessages;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.Message;
import org.waybill.task.Messages;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;

/** {@code /api/chat/stream} and {@code /api/chats}. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ChatResource {

  private static final int LONGEST_AGENT = 64;
  private static final int MOST_NAMED = 20;

  @Inject private SubmissionService submissionService;
  @Inject private Messages messages;
  @Inject private ChatTaskFactory turn;
  @Inject private IdempotentCalls repeated;
  @Inject private BusyChatPolicy busyChatPolicy;
  @Inject private Agents agents;
  @Inject private SteeringMessages steering;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

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
      return CompletableFuture.completedFuture(again(before.get()));
    }
    OnBusy policy = OnBusy.of(body);
    Optional<UUID> steered = policy == OnBusy.STEER ? steer(body, caller) : Optional.empty();
    if (steered.isPresent()) {
      return CompletableFuture.completedFuture(receipt(steered.get(), chatId(body), "{}").build());
    }
    NewTaskBuilder builder = task(body, chatId(body));
    key.ifPresent(builder::once);
    NewTask task = policy == OnBusy.REJECT ? builder.alone().build() : builder.build();
    // The others are cancelled elsewhere: the thread that tells of the commit tells others of
    // theirs.
    return policy == OnBusy.INTERRUPT || policy == OnBusy.ROLLBACK
        ? submissionService
            .accept(task)
            .thenApplyAsync(accepted -> answer(accepted, policy), executor)
        : submissionService.accept(task).thenApply(accepted -> answer(accepted, policy));
  }

  private Optional<UUID> steer(RequestBody body, Caller caller) {
    String text = body.requiredText("message", ChatTaskFactory.LONGEST_MESSAGE);
    return steering.say(caller.owner(), chatId(body), text);
  }

  private Response answer(Receipt accepted, OnBusy policy) {
    Receipt.Existing existing = accepted.existing();
    if (existing == null) {
      busyChatPolicy.make(policy, accepted.task());
      return receipt(
              accepted.task().id(),
              accepted.task().labels().chatId(),
              accepted.task().work().input())
          .build();
    }
    if (existing.kind() == UniquenessKey.Kind.ALONE) {
      throw Problem.conflict(
          "Chat "
              + accepted.task().labels().chatId()
              + " has an unfinished task: "
              + existing.id()
              + ".");
    }
    return again(repeated.find(accepted));
  }

  private static Response again(Task task) {
    return receipt(task.id(), task.chatId(), task.input())
        .header(IdempotentCalls.EXISTING, "true")
        .build();
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
      @QueryParam("limit") Integer limit) {
    Caller caller = caller();
    String owner = owner(caller, chatId, userId);
    List<Message> found =
        messages.ofChat(caller.tenant(), owner, chatId, Page.limit(limit, Page.MOST));
    return Page.of(found, ChatResource::write);
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
            .text("agent", message.agent())
            .text("model", message.model())
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
    return turn.of(caller(), chatId, text, agent(body))
        .priority(body.number("priority", NewTask.USUAL_PRIORITY, 0, 9));
  }

  /** The agent that is asked for, or null. */
  private String agent(RequestBody body) {
    String name = body.line("agent", LONGEST_AGENT);
    if (name != null && agents.find(caller().tenant(), name).isEmpty()) {
      throw RequestBody.wrong(
          "agent",
          "is '" + name + "'",
          agents.all(caller().tenant()).stream()
              .map(each -> each.definition().name())
              .limit(MOST_NAMED)
              .collect(Collectors.joining(", ")));
    }
    return name;
  }

  private static Response.ResponseBuilder receipt(UUID taskId, String chatId, String input) {
    StringBuilder body =
        new JsonObjectWriter(new StringBuilder())
            .text("taskId", taskId)
            .text("chatId", chatId)
            .text(
                ChatTaskFactory.MESSAGE_ID,
                Json.read(input).asJsonObject().getString(ChatTaskFactory.MESSAGE_ID, null))
            .end();
    return Response.accepted(body.toString()).location(URI.create("/api/tasks/" + taskId));
  }

  private Caller caller() {
    return Caller.of(security);
  }
}
