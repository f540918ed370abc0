package org.waybill.api;

import jakarta.json.JsonValue;
import org.waybill.handler.AnswerViolation;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskStatus;

/** Reads and checks what a person answers to a task that asks. */
public final class AnswerParser {

  private AnswerParser() {}

  /**
   * @throws Problem 400 if it is no answer to the question, 409 if the task does not ask
   */
  public static JsonValue read(RequestBody body, TaskRow task) {
    if (task.status() != TaskStatus.INPUT_REQUIRED) {
      throw notAsked(task);
    }
    JsonValue input = body.value("input");
    if (input == null) {
      throw RequestBody.wrong("input", "is missing", "an answer to the task's question");
    }
    Question question = Question.of(Json.read(task.question()).asJsonObject());
    if (question.kind() == Question.Kind.APPROVAL) {
      throw isApproval(question.options().get(0));
    }
    question
        .misfit(input)
        .ifPresent(
            answerViolation -> {
              throw problem(answerViolation);
            });
    return input;
  }

  /**
   * No answer approves anything.
   *
   * @param approval id of what is waited for
   */
  public static Problem isApproval(String approval) {
    return Problem.forbidden(
        "approval_right_missing",
        "The task waits for an approval, which no answer can give; use POST /api/approvals/%s."
            .formatted(approval));
  }

  /** The task does not ask (any more). */
  public static Problem notAsked(TaskRow task) {
    return Problem.conflict(
        "The task is not waiting for input; its status is " + task.status().label() + ".");
  }

  private static Problem problem(AnswerViolation answerViolation) {
    String field = answerViolation.field() == null ? "input" : "input." + answerViolation.field();
    return RequestBody.wrong(field, answerViolation.what(), answerViolation.allowed());
  }
}
