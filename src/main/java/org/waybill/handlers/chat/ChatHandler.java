package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.agent.Agent;
import org.waybill.agent.loop.ChatHistory;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.type.KnownTypes;

/** Answers a chat message; the answer streams while it is made. */
@ApplicationScoped
public class ChatHandler implements TaskHandler<ChatInput, ChatOutput> {

  private final AgentResponder agentResponder;
  private final AgentChat agentChat;

  /** For the container's proxy. */
  protected ChatHandler() {
    this((AgentResponder) null, null);
  }

  @Inject
  ChatHandler(AgentResponder agentResponder, AgentChat agentChat) {
    this.agentResponder = agentResponder;
    this.agentChat = agentChat;
  }

  ChatHandler(Agent agent, ChatHistory chatHistory, AnswerCitations citations) {
    this(new AgentResponder(agent, chatHistory, citations), null);
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
    if (input.agent() != null) {
      return agentChat.answer(input, chat, context);
    }
    return agentResponder.answer(
        input.message(), chat, context, answer -> Outcome.done(ChatOutput.of(answer)));
  }
}
