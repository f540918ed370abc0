package org.waybill.agent;

import java.util.List;
import org.waybill.document.Owner;

/**
 * What somebody asks.
 *
 * @param history the conversation before, oldest first, without this question
 */
public record Question(Owner owner, String text, List<Turn> history) {

  /** Too short to stand alone: "and in Lisbon?" means the question before with one part changed. */
  String inContext() {
    boolean followsUp =
        text.strip()
                .toLowerCase(java.util.Locale.ROOT)
                .matches("(and|und|what about|was ist mit|why|warum)\\b.*")
            || Words.of(text).content().isEmpty();
    return followsUp ? before() + " " + text : text;
  }

  private String before() {
    for (int i = history.size() - 1; i >= 0; i--) {
      if (history.get(i).isByUser()) {
        return history.get(i).text();
      }
    }
    return "";
  }
}
