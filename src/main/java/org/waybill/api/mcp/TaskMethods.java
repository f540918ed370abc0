package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.CompletionWaiters;
import org.waybill.api.Page;
import org.waybill.api.TaskAccess;
import org.waybill.json.Json;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskFilter;
import org.waybill.task.TaskSummary;
import org.waybill.task.Tasks;

/** The methods {@code tasks/…} of both revisions that have them. */
@ApplicationScoped
class TaskMethods {

  private static final int LONGEST_ID = 100;
  private static final int PAGE = 50;

  /** Most tasks stop much sooner; one that does not is returned as still working. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LONGEST_RESULT = Duration.ofMinutes(10);

  @Inject private TaskAccess own;
  @Inject private Tasks tasks;
  @Inject private TaskCommands commands;
  @Inject private CompletionWaiters waiters;
  @Inject private AnsweredCalls answers;

  CompletionStage<McpReply> get(McpCall call) {
    String id = id(call);
    return McpReply.now(
        call.revision().isStateless()
            ? McpTaskText.detailed(own.find(id, call.caller()), call.takesQuestions())
            : McpTaskText.older(own.summary(id, call.caller())).build());
  }

  CompletionStage<McpReply> result(McpCall call) {
    Task task = own.find(id(call), call.caller());
    return CompletableFuture.completedFuture(
        new McpReply.Follow(task, task.eventSeq(), LONGEST_RESULT, true));
  }

  CompletionStage<McpReply> list(McpCall call) {
    UUID cursor = Page.cursor(call.params().text("cursor", LONGEST_ID));
    TaskFilter filter = TaskFilter.of(call.caller().owner()).in(null, cursor);
    List<TaskSummary> found = tasks.list(filter, PAGE + 1);
    JsonArrayBuilder page = Json.array();
    found.stream().limit(PAGE).forEach(task -> page.add(McpTaskText.older(task)));
    JsonObjectBuilder result = Json.object().add("tasks", page);
    if (found.size() > PAGE) {
      result.add("nextCursor", found.get(PAGE - 1).id().toString());
    }
    return McpReply.now(result.build());
  }

  CompletionStage<McpReply> update(McpCall call) {
    Task task = own.find(id(call), call.caller());
    answers.take(task, call.params().nested("inputResponses"));
    return McpReply.now(JsonValue.EMPTY_JSON_OBJECT);
  }

  CompletionStage<McpReply> cancel(McpCall call) {
    TaskSummary task = own.summary(id(call), call.caller());
    if (call.revision().isStateless()) {
      commands.cancel(task.id());
      return McpReply.now(JsonValue.EMPTY_JSON_OBJECT);
    }
    CompletionWaiters.Waiter waiter = waiters.expect(task.id(), PATIENCE);
    TaskCommands.Cancelled outcome = commands.cancel(task.id());
    if (outcome == TaskCommands.Cancelled.REQUESTED) {
      return McpReply.later(waiter.outcome(), ended -> new McpReply.Now(now(call)));
    }
    waiter.leave();
    JsonObject now = now(call);
    if (outcome == TaskCommands.Cancelled.TOO_LATE) {
      throw McpProblem.invalidParams(
          "The task has already ended with status " + now.getString("status"));
    }
    return McpReply.now(now);
  }

  private JsonObject now(McpCall call) {
    return McpTaskText.older(own.summary(id(call), call.caller())).build();
  }

  private static String id(McpCall call) {
    call.requireTasks();
    return call.params().requiredText("taskId", LONGEST_ID);
  }
}
