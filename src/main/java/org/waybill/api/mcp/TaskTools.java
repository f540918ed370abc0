package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.AnswerParser;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskAccess;
import org.waybill.api.TaskJson;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.EventHistory;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskRef;
import org.waybill.task.TaskSummary;

/** The tools that look at tasks and steer them. */
@ApplicationScoped
class TaskTools {

  private static final int USUAL_EVENTS = 200;
  private static final int USUAL_SECONDS = 60;

  @Inject private TaskAccess own;
  @Inject private TaskJson json;
  @Inject private TaskCommands commands;
  @Inject private EventHistory history;

  JsonValue json(Task task) {
    return Json.read(json.text(task));
  }

  /** The result of a tool that needs not wait; the arguments are as its schema allows. */
  JsonObject run(OwnTool tool, Caller caller, JsonObject arguments) {
    String id = arguments.getString("id");
    return switch (tool) {
      case TASK_STATUS -> ToolResult.of(json(own.findToShow(id, caller)));
      case TASK_EVENTS -> ToolResult.of(events(id, caller, arguments));
      case CANCEL_TASK -> ToolResult.of(cancel(id, caller));
      case ANSWER_TASK -> ToolResult.of(answer(id, caller, arguments.get("answer")));
      case SUBMIT_TASK, WAIT_FOR_TASK, SEARCH_DOCUMENTS ->
          throw new IllegalArgumentException(tool + " waits");
    };
  }

  private JsonValue events(String id, Caller caller, JsonObject arguments) {
    TaskSummary task = own.summary(id, caller);
    int after = arguments.getInt("after", 0);
    int limit = arguments.getInt("limit", USUAL_EVENTS);
    return Json.read(Page.of(history.after(TaskRef.of(task), after, limit), TaskJson::write));
  }

  private JsonValue cancel(String id, Caller caller) {
    TaskSummary task = own.summary(id, caller);
    if (commands.cancel(task.id()) == TaskCommands.Cancelled.TOO_LATE) {
      throw Problem.conflict(
          "The task has already ended with status " + own.summary(id, caller).status().label());
    }
    return json(own.find(id, caller));
  }

  private JsonValue answer(String id, Caller caller, JsonValue answer) {
    TaskSummary task = own.summary(id, caller);
    RequestBody body = RequestBody.of(Json.object().add("input", answer).build(), "arguments");
    JsonValue input = AnswerParser.read(body, task);
    if (!commands.answer(task.id(), task.attempt(), input.toString())) {
      throw AnswerParser.notAsked(own.summary(id, caller));
    }
    return json(own.find(id, caller));
  }

  /** A task that somebody waits for, or takes as the answer. */
  CompletionStage<McpReply> awaited(McpCall call, JsonObject arguments, Duration longest) {
    Task task = own.find(arguments.getString("id"), call.caller());
    if (call.wantsTask()) {
      return McpReply.now(McpTaskText.created(task, call.revision()));
    }
    Duration wanted = Duration.ofSeconds(arguments.getInt("seconds", USUAL_SECONDS));
    Duration wait = wanted.compareTo(longest) < 0 ? wanted : longest;
    return CompletableFuture.completedFuture(
        new McpReply.Follow(task, task.eventSeq(), wait, false));
  }
}
