package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.waybill.agent.Agent;
import org.waybill.agent.Listener;
import org.waybill.agent.ModelFailure;
import org.waybill.agent.Question;
import org.waybill.agent.Turn;
import org.waybill.document.Owner;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;

/** Answers a chat message; the answer streams while it is made. */
@ApplicationScoped
public class ChatHandler implements TaskHandler<ChatInput, ChatOutput> {

  private static final int REMEMBERED = 20;
  private static final int LONGEST_MESSAGE = 100_000;

  private final Agent agent;
  private final History history;

  /** For the container's proxy. */
  protected ChatHandler() {
    this(null, null);
  }

  @Inject
  public ChatHandler(Agent agent, History history) {
    this.agent = agent;
    this.history = history;
  }

  @Override
  public String type() {
    return "chat_message";
  }

  @Override
  public Class<ChatInput> inputType() {
    return ChatInput.class;
  }

  @Override
  public Outcome<ChatOutput> run(ChatInput input, TaskContext context) throws Exception {
    if (input.message() == null || input.message().isBlank()) {
      return Outcome.giveUp("The input has no message.");
    }
    if (input.message().length() > LONGEST_MESSAGE) {
      return Outcome.giveUp("The message has more than " + LONGEST_MESSAGE + " characters.");
    }
    try {
      return Outcome.done(ChatOutput.of(agent.answer(question(input, context), listener(context))));
    } catch (ModelFailure e) {
      return outcome(e);
    }
  }

  private static Outcome<ChatOutput> outcome(ModelFailure failure) {
    return failure.match(
        busy -> Outcome.retry(busy.getMessage(), busy.after()),
        refused -> Outcome.giveUp(refused.getMessage()),
        broken -> {
          throw broken;
        });
  }

  private Question question(ChatInput input, TaskContext context) {
    String chat = context.chatId() != null ? context.chatId() : input.chatId();
    List<Turn> before =
        chat == null
            ? List.of()
            : history.before(
                context.tenant(), context.userId(), chat, context.taskId(), REMEMBERED);
    return new Question(new Owner(context.tenant(), context.userId()), input.message(), before);
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
