package org.waybill.handlers.chat;

import java.util.List;
import org.waybill.agent.Answer;
import org.waybill.agent.Passage;
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

  /** A passage of a document. */
  public record Citation(String documentId, String name, int page, double score) {

    private static Citation of(Passage passage) {
      double score = Math.round(passage.score() * 100) / 100.0;
      return new Citation(passage.documentId().toString(), passage.name(), passage.page(), score);
    }
  }

  static ChatOutput of(Answer answer) {
    return new ChatOutput(
        answer.text(),
        answer.agent(),
        null,
        null,
        null,
        null,
        answer.passages().stream().map(Citation::of).toList());
  }

  static ChatOutput of(AgentAnswer answer) {
    return new ChatOutput(
        answer.text(),
        answer.agent().name(),
        answer.agent().version(),
        answer.model(),
        answer.end().label(),
        answer.usage(),
        List.of());
  }
}
