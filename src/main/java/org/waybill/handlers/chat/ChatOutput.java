package org.waybill.handlers.chat;

import java.util.List;
import org.waybill.agent.Answer;
import org.waybill.agent.Citation;
import org.waybill.agent.loop.AgentAnswer;
import org.waybill.model.Usage;

/**
 * The answer, complete.
 *
 * @param agent who answered
 * @param agentVersion of an agent; null of the answers that no agent gave
 * @param model the configured model, or null
 * @param end why the agent stopped, or null
 * @param usage what it took, or null
 * @param citations what it rests on, best first
 */
public record ChatOutput(
    String answer,
    String agent,
    Integer agentVersion,
    String model,
    String end,
    Usage usage,
    List<Citation> citations) {

  static ChatOutput of(Answer answer) {
    return new ChatOutput(
        answer.text(), answer.agent(), null, null, null, null, answer.citations());
  }

  static ChatOutput of(AgentAnswer answer) {
    return new ChatOutput(
        answer.text(),
        answer.agent().name(),
        answer.agent().version(),
        answer.model(),
        answer.end().label(),
        answer.usage(),
        answer.citations());
  }
}
