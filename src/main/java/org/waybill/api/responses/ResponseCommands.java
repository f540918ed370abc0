package org.waybill.api.responses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.CompletionWaiters;
import org.waybill.api.Problem;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskStatus;

/** Cancels and deletes responses. */
@ApplicationScoped
class ResponseCommands {

  /** Most tasks stop much sooner. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Set<String> UNDER_WAY =
      Set.of(ResponseText.QUEUED, ResponseText.IN_PROGRESS);

  @Inject private ResponseHistory history;
  @Inject private CompletionWaiters waiters;
  @Inject private TaskCommands commands;

  /** The response when it has stopped, or after some seconds. */
  CompletionStage<JsonObject> cancel(String id, Caller caller) {
    AgentResponse response = history.find(id, caller);
    JsonObject now = history.read(response);
    String status = now.getString("status");
    if (status.equals(ResponseText.CANCELLED)) {
      return CompletableFuture.completedFuture(now);
    }
    if (!UNDER_WAY.contains(status) && !isAsking(response)) {
      throw ResponseProblem.badRequest(
          "response_not_cancellable", null, "Cannot cancel a response that is " + status + ".");
    }
    return stop(response).thenApply(stopped -> history.read(response));
  }

  private boolean isAsking(AgentResponse response) {
    return response.task().status() == TaskStatus.INPUT_REQUIRED
        && history.ending(response).next() == null;
  }

  private CompletionStage<Boolean> stop(AgentResponse response) {
    CompletionWaiters.Waiter waiter = waiters.expect(response.task().id(), PATIENCE);
    if (commands.cancel(response.task().id()) == TaskCommands.Cancelled.REQUESTED) {
      return waiter.outcome();
    }
    waiter.leave();
    return CompletableFuture.completedFuture(true);
  }

  /** Deletes the task, which is stopped first. */
  CompletionStage<JsonObject> delete(String id, Caller caller) {
    AgentResponse response = history.find(id, caller);
    history.read(response);
    if (commands.delete(response.task().id())) {
      return CompletableFuture.completedFuture(deleted(id));
    }
    return stop(response)
        .thenApply(
            stopped -> {
              if (!commands.delete(response.task().id())) {
                throw Problem.conflict(
                    "response_in_progress", id + " has not stopped yet; try again.");
              }
              return deleted(id);
            });
  }

  private static JsonObject deleted(String id) {
    return Json.object().add("id", id).add("object", "response").add("deleted", true).build();
  }
}
