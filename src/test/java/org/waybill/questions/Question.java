package org.waybill.questions;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One question.
 *
 * @param language of the question and its document, as in {@code en}
 * @param document the file that has the answer; {@code -} if none has
 * @param answer what the right pages contain, or, of near questions, what no page contains; null
 *     for far ones
 */
public record Question(
    String id, Kind kind, String language, String document, String text, Pattern answer) {

  /** How a question and the documents go together. */
  public enum Kind {
    DIRECT,
    REPHRASED,
    FAR,
    NEAR;

    /** Whether a document has the answer. */
    public boolean answered() {
      return this == DIRECT || this == REPHRASED;
    }

    static Kind of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }
}
