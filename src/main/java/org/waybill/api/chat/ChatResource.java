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
import org.waybill.api.ChatTurn;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RepeatedCalls;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;
import org.waybill.release.Intake;
import org.waybill.security.Caller;
import org.waybill.task.Accepted;
import org.waybill.task.Message;
import org.waybill.task.Messages;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Task;
import org.waybill.task.Terms.Once;

/** {@code /api/chat/stream} and {@code /api/chats}. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ChatResource {

  @Inject private Intake intake;
  @Inject private Messages messages;
  @Inject private ChatTurn turn;
  @Inject private RepeatedCalls repeated;
  @Inject private Interruption interruption;

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
    Optional<Once> key =
        repeated.keyOf(headers, caller.userId(), "POST /api/chat/stream", body.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return CompletableFuture.completedFuture(again(before.get()));
    }
    OnBusy policy = OnBusy.of(body);
    NewTaskBuilder builder = task(body, chatId(body));
    key.ifPresent(builder::once);
    NewTask task = policy == OnBusy.REJECT ? builder.alone().build() : builder.build();
    // The others are cancelled elsewhere: the thread that tells of the commit tells others of
    // theirs.
    return policy == OnBusy.INTERRUPT || policy == OnBusy.ROLLBACK
        ? intake.accept(task).thenApplyAsync(accepted -> answer(accepted, policy), executor)
        : intake.accept(task).thenApply(accepted -> answer(accepted, policy));
  }

  private Response answer(Accepted accepted, OnBusy policy) {
    Accepted.Existing existing = accepted.existing();
    if (existing == null) {
      interruption.make(policy, accepted.task());
      return receipt(accepted.task().id(), accepted.task().chatId(), accepted.task().input())
          .build();
    }
    if (existing.kind() == Once.Kind.ALONE) {
      throw Problem.conflict(
          "Chat "
              + accepted.task().chatId()
              + " has a task that has not ended: "
              + existing.id()
              + ".");
    }
    return again(repeated.find(accepted));
  }

  private static Response again(Task task) {
    return receipt(task.id(), task.chatId(), task.input())
        .header(RepeatedCalls.EXISTING, "true")
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
            new ObjectText(out)
                .text("id", chat.id())
                .text("userId", chat.userId())
                .text("title", chat.title())
                .time("createdAt", chat.createdAt())
                .time("updatedAt", chat.updatedAt())
                .end());
  }

  @GET
  @Path("/chats/{chatId}/messages")
  public String messages(@PathParam("chatId") String chatId, @QueryParam("limit") Integer limit) {
    Caller caller = caller();
    boolean visible =
        messages
            .ownerOf(caller.tenant(), chatId)
            .filter(owner -> caller.maySee(caller.tenant(), owner))
            .isPresent();
    if (!visible) {
      throw Problem.notFound("chat " + chatId);
    }
    List<Message> found = messages.ofChat(caller.tenant(), chatId, Page.limit(limit, Page.MOST));
    return Page.of(found, ChatResource::write);
  }

  private static void write(StringBuilder out, Message message) {
    new ObjectText(out)
        .text("id", message.id())
        .text("chatId", message.chatId())
        .text("role", message.role().label())
        .text("status", message.status().label())
        .text("content", message.content())
        .text("taskId", message.taskId())
        .time("createdAt", message.createdAt())
        .end();
  }

  private String chatId(RequestBody body) {
    return turn.chat(caller(), body.idOrBlank("chatId", ChatTurn.LONGEST_CHAT_ID));
  }

  private NewTaskBuilder task(RequestBody body, String chatId) {
    String text = body.requiredText("message", ChatTurn.LONGEST_MESSAGE);
    return turn.of(caller(), chatId, text)
        .priority(body.number("priority", NewTask.USUAL_PRIORITY, 0, 9));
  }

  private static Response.ResponseBuilder receipt(UUID taskId, String chatId, String input) {
    StringBuilder body =
        new ObjectText(new StringBuilder())
            .text("taskId", taskId)
            .text("chatId", chatId)
            .text(
                ChatTurn.MESSAGE_ID,
                Json.read(input).asJsonObject().getString(ChatTurn.MESSAGE_ID, null))
            .end();
    return Response.accepted(body.toString()).location(URI.create("/api/tasks/" + taskId));
  }

  private Caller caller() {
    return Caller.of(security);
  }
}
