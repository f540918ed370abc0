package org.waybill.api.responses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import org.waybill.api.AnswerParser;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.responses.ResponseHistory.Ending;
import org.waybill.approval.Approval;
import org.waybill.approval.ApprovalState;
import org.waybill.approval.Approvals;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.EventKind;
import org.waybill.task.TaskCommands;

/** Requests that go on with a task that has asked something. */
@ApplicationScoped
class ResponseContinuation {

  @Inject private ResponseHistory history;
  @Inject private Approvals approvals;
  @Inject private TaskCommands commands;

  /**
   * The task's next response; empty if the request begins a task of its own.
   *
   * @throws Problem 403 if an approval is open, 409 if the question was answered before
   */
  Optional<AgentResponse> of(AgentResponse previous, CreateRequest request) {
    Ending ending = history.ending(previous);
    if (!request.input().approvals().isEmpty()) {
      request.input().approvals().forEach(item -> requireDecided(previous, item));
      if (ending.next() == null) {
        throw Problem.conflict(
            "approval_pending", "The task of " + previous.id().text() + " still waits.");
      }
      return Optional.of(previous.with(ending.next()));
    }
    Optional<Question> question = question(ending);
    if (!request.input().outputs().isEmpty()
        && question.filter(each -> each.kind() == Question.Kind.TOOL_CALLS).isEmpty()) {
      requireTurn(previous, request);
    }
    return question.flatMap(each -> answered(previous, ending, each, request));
  }

  /** Outputs that nobody waits for are data, as long as they are not all there is. */
  private static void requireTurn(AgentResponse previous, CreateRequest request) {
    if (request.input().text().isBlank()) {
      CallOutput first = request.input().outputs().get(0);
      throw ResponseProblem.notFound(
          "tool_call_not_found",
          first.place() + ".call_id",
          "The response %s waits for no function call; allowed: a message of role user"
              .formatted(previous.id().text()));
    }
  }

  private void requireDecided(AgentResponse previous, String item) {
    Approval approval =
        ApprovalItem.approval(item)
            .flatMap(approvals::find)
            .filter(each -> each.taskId().equals(previous.task().id()))
            .orElseThrow(
                () ->
                    RequestBody.wrong(
                        "input",
                        "has approval_request_id '" + item + "'",
                        "the id of an mcp_approval_request in " + previous.id().text()));
    if (approval.state() == ApprovalState.OPEN) {
      throw AnswerParser.isApproval(approval.id().toString());
    }
  }

  private Optional<AgentResponse> answered(
      AgentResponse previous, Ending ending, Question question, CreateRequest request) {
    boolean isApproval = question.kind() == Question.Kind.APPROVAL;
    if (ending.next() != null) {
      if (isApproval) {
        return Optional.empty();
      }
      throw Problem.conflict(
          "question_answered",
          "The question of %s is not open any more; its task went on with %s."
              .formatted(previous.id().text(), ending.next().text()));
    }
    if (isApproval) {
      throw AnswerParser.isApproval(question.options().get(0));
    }
    UUID task = previous.task().id();
    String answer =
        question.kind() == Question.Kind.TOOL_CALLS
            ? CallOutputs.answer(task, question.options(), request.input()).toString()
            : QuestionAnswer.of(question, request.turn()).toString();
    if (!commands.answer(task, ending.event().attempt(), answer)) {
      throw Problem.conflict(
          "question_answered",
          "The question of " + previous.id().text() + " is not open any more.");
    }
    return Optional.of(previous.with(history.ending(previous).next()));
  }

  private static Optional<Question> question(Ending ending) {
    if (ending.event() == null || ending.event().kind() != EventKind.INPUT_REQUIRED) {
      return Optional.empty();
    }
    JsonObject data = Json.read(ending.event().data()).asJsonObject();
    return Optional.of(Question.of(data.getJsonObject("question")));
  }
}
