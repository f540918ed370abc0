package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.agent.Agent;
import org.waybill.agent.Answer;
import org.waybill.agent.Listener;
import org.waybill.agent.ModelFailure;
import org.waybill.agent.Question;
import org.waybill.agent.Turn;
import org.waybill.document.Owner;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;

/** Has the agent answer for a task, whichever door the question came through. */
@ApplicationScoped
class Answering {

  static final int LONGEST_MESSAGE = 100_000;

  private static final int REMEMBERED = 20;

  /** What becomes of an answer. */
  @FunctionalInterface
  interface Then<O> {
    Outcome<O> with(Answer answer) throws Exception;
  }

  private final Agent agent;
  private final History history;

  /** For the container's proxy. */
  protected Answering() {
    this(null, null);
  }

  @Inject
  Answering(Agent agent, History history) {
    this.agent = agent;
    this.history = history;
  }

  /**
   * Answers a message, which streams while it is made.
   *
   * @param chat whose earlier messages count, or null
   */
  <O> Outcome<O> answer(String message, String chat, TaskContext context, Then<O> then)
      throws Exception {
    if (message == null || message.isBlank()) {
      return Outcome.giveUp("The input has no message.");
    }
    if (message.length() > LONGEST_MESSAGE) {
      return Outcome.giveUp("The message has more than " + LONGEST_MESSAGE + " characters.");
    }
    Answer answer;
    try {
      answer = agent.answer(question(message, chat, context), listener(context));
    } catch (ModelFailure e) {
      return outcome(e);
    }
    return then.with(answer);
  }

  private static <O> Outcome<O> outcome(ModelFailure failure) {
    return failure.match(
        busy -> Outcome.retry(busy.getMessage(), busy.after()),
        refused -> Outcome.giveUp(refused.getMessage()),
        broken -> {
          throw broken;
        });
  }

  private Question question(String message, String chat, TaskContext context) {
    List<Turn> before =
        chat == null
            ? List.of()
            : history.before(
                context.tenant(), context.userId(), chat, context.taskId(), REMEMBERED);
    return new Question(new Owner(context.tenant(), context.userId()), message, before);
  }

  private static Listener listener(TaskContext context) {
    return new Listener() {
      @Override
      public void piece(String text) {
        context.partial(text);
      }

      @Override
      public void goOn() throws InterruptedException {
        context.stopIfCancelled();
      }
    };
  }
}
