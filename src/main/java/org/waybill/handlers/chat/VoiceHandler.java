package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.type.KnownTypes;

/** Answers the messages of a voice call; the call's session is its chat. */
@ApplicationScoped
public class VoiceHandler implements TaskHandler<VoiceInput, VoiceOutput> {

  @Inject private AgentResponder agentResponder;
  @Inject private AgentChat agentChat;

  @Override
  public TaskType type() {
    return KnownTypes.VOICE_MESSAGE;
  }

  @Override
  public Class<VoiceInput> inputType() {
    return VoiceInput.class;
  }

  @Override
  public Outcome<VoiceOutput> run(VoiceInput input, TaskContext context) throws Exception {
    boolean forgetful = Boolean.FALSE.equals(input.memory());
    String chat = forgetful ? null : context.chatId();
    return input.agent() == null
        ? agentResponder.answer(
            input.message(), chat, context, answer -> Outcome.done(of(ChatOutput.of(answer))))
        : agentChat.answer(input.agent(), input.message(), chat, context, VoiceHandler::of);
  }

  private static VoiceOutput of(ChatOutput output) {
    return new VoiceOutput(output.answer(), output.agent(), output.citations());
  }
}
