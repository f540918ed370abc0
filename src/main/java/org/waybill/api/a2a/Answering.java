package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.security.Caller;
import org.waybill.task.Steering;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;

/** Takes messages that go on with a task: answers to what it asks. */
@ApplicationScoped
class Answering {

  @Inject private A2aTasks tasks;
  @Inject private Turns turns;
  @Inject private Steering steering;

  /**
   * The task that a message goes on with.
   *
   * @throws A2aProblem if it is none of the caller's, or none of the message's context
   */
  Task asked(Caller caller, Said said) {
    Task task = tasks.find(said.taskId(), caller);
    if (said.contextId() != null && !said.contextId().equals(task.chatId())) {
      throw A2aProblem.wrong(
          "message.contextId",
          "is '" + said.contextId() + "', not that of the task",
          "'" + task.chatId() + "', or none");
    }
    return task;
  }

  /** The task as it stands after the answer. */
  Task answer(Caller caller, Said said, Task task) {
    if (turns.has(task.id(), said.messageId()) || said.messageId().equals(firstId(task))) {
      return task;
    }
    if (task.status() != TaskStatus.INPUT_REQUIRED) {
      throw notAsked(task);
    }
    Question question = Question.of(Json.read(task.question()).asJsonObject());
    String answer = Reply.to(question, said).toString();
    if (!steering.answer(task.id(), task.attempt(), answer)) {
      throw notAsked(tasks.find(said.taskId(), caller));
    }
    turns.keep(task.id(), said);
    return tasks.find(said.taskId(), caller);
  }

  private static String firstId(Task task) {
    return Metadata.of(task).get(Said.KEPT) instanceof jakarta.json.JsonObject kept
        ? Said.idOf(kept)
        : null;
  }

  private static A2aProblem notAsked(Task task) {
    String why =
        task.status().isFinal()
            ? "It has ended; a new message without taskId, in the same context, goes on from it."
            : "It asks nothing; wait for its end, or send a message without taskId.";
    return A2aError.UNSUPPORTED_OPERATION.problem(
        "Task " + task.id() + " is " + task.status().label() + ". " + why);
  }
}
