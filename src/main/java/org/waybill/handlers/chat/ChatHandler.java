package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.agent.Agent;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.type.KnownTypes;

/** Answers a chat message; the answer streams while it is made. */
@ApplicationScoped
public class ChatHandler implements TaskHandler<ChatInput, ChatOutput> {

  private final AgentResponder agentResponder;

  /** For the container's proxy. */
  protected ChatHandler() {
    this(null);
  }

  @Inject
  ChatHandler(AgentResponder agentResponder) {
    this.agentResponder = agentResponder;
  }

  ChatHandler(Agent agent, ChatHistory chatHistory) {
    this(new AgentResponder(agent, chatHistory));
  }

  @Override
  public TaskType type() {
    return KnownTypes.CHAT_MESSAGE;
  }

  @Override
  public Class<ChatInput> inputType() {
    return ChatInput.class;
  }

  @Override
  public Outcome<ChatOutput> run(ChatInput input, TaskContext context) throws Exception {
    String chat = context.chatId() != null ? context.chatId() : input.chatId();
    return agentResponder.answer(
        input.message(), chat, context, answer -> Outcome.done(ChatOutput.of(answer)));
  }
}
