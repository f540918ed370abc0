package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.agent.Answer;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.type.KnownTypes;

/** Answers the messages of a voice call; the call's session is its chat. */
@ApplicationScoped
public class VoiceHandler implements TaskHandler<VoiceInput, VoiceOutput> {

  @Inject private AgentResponder agentResponder;

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
    return agentResponder.answer(
        input.message(), forgetful ? null : context.chatId(), context, VoiceHandler::done);
  }

  private static Outcome<VoiceOutput> done(Answer answer) {
    ChatOutput output = ChatOutput.of(answer);
    return Outcome.done(new VoiceOutput(output.answer(), output.agent(), output.citations()));
  }
}
