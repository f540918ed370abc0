package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.waybill.api.CompletionWaiters;
import org.waybill.streaming.EventStreams;
import org.waybill.streaming.SseEvent;
import org.waybill.task.Task;
import org.waybill.task.TaskRef;
import org.waybill.task.Tasks;

/** Answers calls when their tasks have ended: as an event stream, or as one JSON object. */
@ApplicationScoped
class McpStreams {

  private static final String TYPE = "text/event-stream;charset=UTF-8";

  @Inject private EventStreams streams;
  @Inject private CompletionWaiters waiters;
  @Inject private CallResults results;
  @Inject private Tasks tasks;

  /** Begins with an id at once, so that a client whose stream is cut can come back. */
  void stream(
      PendingCall call, McpReply.Follow follow, AsyncResponse answer, HttpServletRequest request)
      throws IOException {
    Task task = follow.task();
    String id = call.eventId(task.id(), follow.after());
    SseEvent first = id == null ? null : new SseEvent(id, null, "");
    if (CallResults.isDue(task, call.onlyResult())) {
      answer.resume(Response.ok(all(call, first, task)).type(TYPE).build());
      return;
    }
    CallRenderer renderer = new CallRenderer(call, task.id(), () -> tasks.find(task.id()), results);
    Consumer<String> close =
        streams.follow(
            answer, request, call.caller(), TaskRef.of(task), follow.after(), renderer, first);
    waiters
        .expect(task.id(), follow.longest())
        .outcome()
        .thenAccept(
            ended -> {
              if (!ended) {
                close.accept(CallRenderer.TIME_OVER);
              }
            });
  }

  private String all(PendingCall call, SseEvent first, Task task) {
    SseEvent last =
        new SseEvent(
            call.eventId(task.id(), task.eventSeq()),
            null,
            results.response(call, Optional.of(task)));
    return (first == null ? "" : first.text()) + last.text();
  }

  /** One response, without a thread that waits. */
  void single(PendingCall call, McpReply.Follow follow, AsyncResponse answer) {
    Task task = follow.task();
    if (CallResults.isDue(task, call.onlyResult())) {
      answer.resume(response(call, Optional.of(task)));
      return;
    }
    CompletionWaiters.Waiter waiter =
        call.onlyResult()
            ? waiters.expect(task.id(), follow.longest())
            : waiters.expectQuestionOrEnd(task.id(), follow.longest());
    waiter
        .outcome()
        .thenApply(ended -> tasks.find(task.id()))
        .whenComplete(
            (found, failure) ->
                answer.resume(failure == null ? response(call, found) : call.answer().of(failure)));
  }

  private Response response(PendingCall call, Optional<Task> task) {
    return Response.ok(results.response(call, task), MediaType.APPLICATION_JSON_TYPE).build();
  }
}
