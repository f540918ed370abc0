package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.waybill.api.Problem;
import org.waybill.api.ProblemMapper;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;

/** The results of calls whose answers are the ends of tasks. */
@ApplicationScoped
class CallResults {

  @Inject private RequestState states;

  /** Whether there is something to answer now, without waiting. */
  static boolean isDue(Task task, boolean onlyResult) {
    return task.status().isFinal() || (!onlyResult && task.status() == TaskStatus.INPUT_REQUIRED);
  }

  /** The JSON-RPC response. */
  String response(PendingCall call, Optional<Task> task) {
    try {
      Task found = task.orElseThrow(() -> Problem.gone("The task was deleted meanwhile."));
      return call.answer().text(of(call, found));
    } catch (RuntimeException e) {
      return call.answer().text(ProblemMapper.problem(e));
    }
  }

  /** The result for the task as it is. */
  JsonObject of(PendingCall call, Task task) {
    return ServerText.complete(result(call, task), call.revision());
  }

  private JsonObject result(PendingCall call, Task task) {
    if (task.status().isFinal()) {
      JsonObject result = ToolResult.ofEnded(task);
      return call.onlyResult() ? related(result, task) : result;
    }
    if (call.onlyResult()) {
      throw McpProblem.notYet("The task " + task.id() + " has not ended yet; ask again.");
    }
    Optional<Question> question = call.call() == null ? Optional.empty() : QuestionForm.of(task);
    if (question.isPresent()) {
      RequestState.Asked asked = new RequestState.Asked(task.id().toString(), task.attempt());
      return Json.object()
          .add("resultType", "input_required")
          .add("inputRequests", QuestionForm.requests(task, question.get()))
          .add("requestState", states.write(asked, call.caller(), call.call()))
          .build();
    }
    return call.takesTasks()
        ? McpTaskText.created(task, call.revision())
        : ToolResult.ofUnfinished(task);
  }

  private static JsonObject related(JsonObject result, Task task) {
    JsonObjectBuilder meta =
        Json.object()
            .add(
                McpHeaders.meta("related-task"), Json.object().add("taskId", task.id().toString()));
    return Json.builder(result).add("_meta", meta).build();
  }
}
