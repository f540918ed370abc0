package org.waybill.api.board;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.waybill.board.BoardQueue;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.TaskDefaults;
import org.waybill.type.KnownTypes;

/** Puts questions into the queue, and says where they stand in it. */
@ApplicationScoped
class QuestionSubmission {

  @Inject private SubmissionService submissionService;
  @Inject private BoardQueueSizes sizes;
  @Inject private TaskDefaults taskDefaults;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  /** The position is looked up elsewhere: the thread that tells of the commit tells others. */
  CompletionStage<Response> push(Caller caller, String question, String socket) {
    String input =
        new JsonObjectWriter(new StringBuilder())
            .text("question", question)
            .text("websocketId", socket)
            .end()
            .toString();
    NewTask task =
        taskDefaults
            .task(KnownTypes.BOARD_QUESTION, caller.tenant(), caller.userId())
            .input(input)
            .build();
    return submissionService
        .accept(task)
        .thenApplyAsync(accepted -> receipt(accepted, question, socket), executor);
  }

  private Response receipt(Receipt accepted, String question, String socket) {
    NewTask task = accepted.task();
    int waiting =
        sizes.of(task.owner().tenant(), task.owner().userId(), BoardQueue.TODO.statuses());
    // It may have left the line already.
    int position = Math.max(1, waiting);
    String body =
        new JsonObjectWriter(new StringBuilder())
            .flag("success", true)
            .text("id", task.id())
            .text("queue", BoardQueue.TODO.label())
            .text("status", "queued")
            .number("position", position)
            .number("size", waiting)
            .text("question", question)
            .text("websocket_id", socket)
            .flag("from_snapshot", false)
            .text("message", "Question added to the todo queue at position " + position)
            .end()
            .toString();
    return Response.accepted(body).header("Location", "/api/tasks/" + task.id()).build();
  }
}
