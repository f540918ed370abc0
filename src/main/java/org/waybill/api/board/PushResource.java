package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.RequestBody;
import org.waybill.board.BoardQueue;
import org.waybill.board.Snapshot;
import org.waybill.board.Snapshots;
import org.waybill.config.BoardSettings;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.Task;

/** {@code /api/push}. */
@Path("/push")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PushResource {

  private static final int LONGEST_QUESTION = 100_000;

  /** Nobody asks a longer one again word by word; this thread has others to serve. */
  private static final int LONGEST_REPEATED = 2_000;

  private static final int LONGEST_SOCKET = 200;

  @Inject private QuestionSubmission questionSubmission;
  @Inject private Snapshots snapshots;
  @Inject private AudioEvents sounds;
  @Inject private BoardTasks own;
  @Inject private Settings settings;

  /** Puts a question into the queue (202), or answers it from a snapshot (200). */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> push(@Context SecurityContext security, InputStream json) {
    Caller caller = Caller.of(security);
    RequestBody body = RequestBody.read(json);
    String question = body.requiredText("question", LONGEST_QUESTION);
    String socket = body.text("websocket_id", LONGEST_SOCKET);
    Optional<Snapshot> known =
        body.flag("fresh", false) || question.length() > LONGEST_REPEATED
            ? Optional.empty()
            : snapshots.answering(
                caller.tenant(),
                caller.userId(),
                question,
                settings.get(BoardSettings.SNAPSHOT_AGE));
    return known.isPresent()
        ? CompletableFuture.completedFuture(answer(caller, known.get(), question, socket))
        : questionSubmission.push(caller, question, socket);
  }

  /** Asks the question of a finished job afresh. */
  @POST
  @Path("/{id}/again")
  public CompletionStage<Response> again(
      @Context SecurityContext security, @PathParam("id") String id) {
    Caller caller = Caller.of(security);
    Task job = own.find(id, caller);
    JsonObject input = Json.read(job.input()).asJsonObject();
    return questionSubmission.push(
        caller, input.getString("question", ""), input.getString("websocketId", null));
  }

  private Response answer(Caller caller, Snapshot snapshot, String question, String socket) {
    String answer = snapshot.content().getString("answer");
    sounds.say(caller, socket, snapshot.taskId(), answer);
    String body =
        new JsonObjectWriter(new StringBuilder())
            .flag("success", true)
            .text("id", snapshot.taskId())
            .text("queue", BoardQueue.DONE.label())
            .text("status", "completed")
            .text("question", question)
            .text("websocket_id", socket)
            .flag("from_snapshot", true)
            .text("snapshot_id", snapshot.id())
            .time("snapshot_at", snapshot.createdAt())
            .text("answer", answer)
            .json("plan", snapshot.content().getJsonArray("plan").toString())
            .end()
            .toString();
    return Response.ok(body).build();
  }
}
