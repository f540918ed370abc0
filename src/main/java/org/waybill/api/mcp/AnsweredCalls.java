package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.AnswerParser;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskAccess;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;

/** Takes answers of clients' users to questions of tasks. */
@ApplicationScoped
class AnsweredCalls {

  private static final int LONGEST_STATE = 4_000;

  @Inject private RequestState states;
  @Inject private TaskAccess own;
  @Inject private TaskCommands commands;

  /** A call that comes again with the answer: its task goes on, and is waited for. */
  CompletionStage<McpReply> run(McpCall call, Duration longest) {
    RequestBody params = call.params();
    RequestState.Asked asked =
        states.read(
            params.requiredText("requestState", LONGEST_STATE),
            call.caller(),
            RequestState.digest(call));
    Task task = own.find(asked.task(), call.caller());
    boolean isOpen = task.attempt() == asked.attempt() && QuestionForm.of(task).isPresent();
    if (isOpen && !take(task, params.nested("inputResponses"))) {
      throw Problem.conflict(
          "The question was not answered; task %s still waits, see answer_task and cancel_task."
              .formatted(task.id()));
    }
    Task now = own.find(asked.task(), call.caller());
    return CompletableFuture.completedFuture(
        new McpReply.Follow(now, now.eventSeq(), longest, false));
  }

  /**
   * Answers a task; what is no answer to its open question is ignored.
   *
   * @return whether there was an answer
   */
  boolean take(Task task, RequestBody responses) {
    Optional<Question> question = QuestionForm.of(task);
    JsonValue response = responses.value(QuestionForm.key(task));
    Optional<JsonValue> answer = question.flatMap(asked -> QuestionForm.answer(asked, response));
    if (answer.isEmpty()) {
      return false;
    }
    RequestBody body =
        RequestBody.of(Json.object().add("input", answer.get()).build(), "inputResponses");
    JsonValue input = AnswerParser.read(body, task);
    return commands.answer(task.id(), task.attempt(), input.toString());
  }
}
