package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.agent.Agent;
import org.waybill.agent.AgentQuestion;
import org.waybill.agent.Answer;
import org.waybill.agent.AnswerListener;
import org.waybill.agent.ChatMessage;
import org.waybill.agent.NeedsModel;
import org.waybill.agent.loop.ChatHistory;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.model.CallOrigin;
import org.waybill.model.ModelFailure;
import org.waybill.owner.Owner;

/** Has the agent answer the question of a task, for any interface. */
@ApplicationScoped
class AgentResponder {

  static final int LONGEST_MESSAGE = 100_000;

  private static final int REMEMBERED = 20;

  /** What becomes of an answer. */
  @FunctionalInterface
  interface Then<O> {
    Outcome<O> with(Answer answer) throws Exception;
  }

  private final Agent agent;
  private final ChatHistory chatHistory;
  private final AnswerCitations citations;

  /** For the container's proxy. */
  protected AgentResponder() {
    this(null, null, null);
  }

  @Inject
  AgentResponder(Agent agent, ChatHistory chatHistory, AnswerCitations citations) {
    this.agent = agent;
    this.chatHistory = chatHistory;
    this.citations = citations;
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
    } catch (NeedsModel e) {
      return Outcome.giveUp(NeedsModel.REASON, e.getMessage());
    }
    citations.note(context, answer.citations());
    return then.with(answer);
  }

  private static <O> Outcome<O> outcome(ModelFailure failure) {
    return failure.match(
        busy -> Outcome.retry(busy.getMessage(), busy.after()),
        refused -> Outcome.giveUp(refused.getMessage()),
        over -> Outcome.giveUp(ModelFailure.OverBudget.REASON, over.getMessage()),
        broken -> {
          throw broken;
        });
  }

  private AgentQuestion question(String message, String chat, TaskContext context) {
    Owner owner = new Owner(context.tenant(), context.userId());
    List<ChatMessage> before =
        chat == null ? List.of() : chatHistory.before(owner, chat, context.taskId(), REMEMBERED);
    return new AgentQuestion(
        new CallOrigin(owner, context.taskId(), context.attempt(), context.chatId()),
        message,
        before);
  }

  static AnswerListener listener(TaskContext context) {
    return new AnswerListener() {
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
