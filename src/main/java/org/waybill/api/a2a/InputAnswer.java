package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.Task;
import org.waybill.task.TaskCommands;
import org.waybill.task.TaskStatus;

/** Accepts messages that answer the question of a task. */
@ApplicationScoped
class InputAnswer {

  @Inject private A2aTasks tasks;
  @Inject private FollowUpMessages followUpMessages;
  @Inject private TaskCommands taskCommands;

  /**
   * The task whose question a message answers.
   *
   * @throws A2aProblem if the caller has no such task, or it is not in the message's context
   */
  Task asked(Caller caller, IncomingMessage incomingMessage) {
    Task task = tasks.find(incomingMessage.taskId(), caller);
    if (incomingMessage.contextId() != null && !incomingMessage.contextId().equals(task.chatId())) {
      throw A2aProblem.wrong(
          "message.contextId",
          "is '" + incomingMessage.contextId() + "', which is not the context of the task",
          "'" + task.chatId() + "', or omit it");
    }
    return task;
  }

  /** The task after the answer. */
  Task answer(Caller caller, IncomingMessage incomingMessage, Task task) {
    if (followUpMessages.has(task.id(), incomingMessage.messageId())
        || incomingMessage.messageId().equals(firstId(task))) {
      return task;
    }
    if (task.status() != TaskStatus.INPUT_REQUIRED) {
      throw notAsked(task);
    }
    Question question = Question.of(Json.read(task.question()).asJsonObject());
    if (question.kind() == Question.Kind.APPROVAL) {
      throw A2aError.UNSUPPORTED_OPERATION.problem(
          "approval_right_missing: the task waits for an approval, which no message can give.");
    }
    String answer = AnswerMessage.to(question, incomingMessage).toString();
    if (!taskCommands.answer(task.id(), task.attempt(), answer)) {
      throw notAsked(tasks.find(incomingMessage.taskId(), caller));
    }
    followUpMessages.keep(task.id(), incomingMessage);
    return tasks.find(incomingMessage.taskId(), caller);
  }

  private static String firstId(Task task) {
    return Metadata.of(task).get(IncomingMessage.KEPT) instanceof jakarta.json.JsonObject kept
        ? IncomingMessage.idOf(kept)
        : null;
  }

  private static A2aProblem notAsked(Task task) {
    String why =
        task.status().isFinal()
            ? "It has ended; to continue, send a new message without taskId in the same context."
            : "It is not waiting for input; wait for it to end, or send a message without taskId.";
    return A2aError.UNSUPPORTED_OPERATION.problem(
        "Task " + task.id() + " is " + task.status().label() + ". " + why);
  }
}
