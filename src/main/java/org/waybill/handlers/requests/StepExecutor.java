package org.waybill.handlers.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.waybill.agent.Agent;
import org.waybill.agent.AgentQuestion;
import org.waybill.agent.Answer;
import org.waybill.agent.AnswerListener;
import org.waybill.agent.ChatMessage;
import org.waybill.agent.Passage;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.model.CallOrigin;
import org.waybill.owner.Owner;

/** Does what a step of the plan says. */
@ApplicationScoped
class StepExecutor {

  @Inject private Agent agent;
  @Inject private Clock clock;

  /** {@code {"text":…,"agent":…,"thought":…}}. */
  JsonObject answer(JsonObject step, List<ChatMessage> before, TaskContext context)
      throws InterruptedException {
    AgentQuestion agentQuestion =
        new AgentQuestion(
            new CallOrigin(
                new Owner(context.tenant(), context.userId()),
                context.taskId(),
                context.attempt(),
                context.chatId()),
            step.getString("question"),
            before);
    Answer answer =
        agent.answer(agentQuestion, AnswerListener.toTheWhole(context::stopIfCancelled));
    return Json.object()
        .add("text", answer.text())
        .add("agent", answer.agent())
        .add("thought", ThinkingLog.of(clock, "worker", thought(step, answer)))
        .build();
  }

  private static String thought(JsonObject step, Answer answer) {
    String cited =
        answer.passages().isEmpty()
            ? "no passage of a document"
            : answer.passages().stream().map(Passage::citation).collect(Collectors.joining(", "));
    return "Step %d: %s answered by %s, with %s."
        .formatted(step.getInt("id"), answer.agent(), step.getString("skill"), cited);
  }
}
