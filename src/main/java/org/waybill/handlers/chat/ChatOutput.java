package org.waybill.handlers.chat;

import java.util.List;
import org.waybill.agent.Answer;
import org.waybill.agent.Passage;

/**
 * The answer, complete.
 *
 * @param agent who answered
 * @param citations what it rests on, best first
 */
public record ChatOutput(String answer, String agent, List<Citation> citations) {

  /** A passage of a document. */
  public record Citation(String documentId, String name, int page, double score) {

    private static Citation of(Passage passage) {
      double score = Math.round(passage.score() * 100) / 100.0;
      return new Citation(passage.documentId().toString(), passage.name(), passage.page(), score);
    }
  }

  static ChatOutput of(Answer answer) {
    return new ChatOutput(
        answer.text(), answer.agent(), answer.passages().stream().map(Citation::of).toList());
  }
}
