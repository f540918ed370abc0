package org.waybill.agent;

import java.util.Locale;
import java.util.UUID;

/**
 * A piece of a document that matches a question.
 *
 * @param heading under which it stands, or null
 * @param score cosine of meaning, from 0 to 1
 * @param coverage share of the question's words that occur in it, from 0 to 1; the rarer a word,
 *     the more it counts
 * @param rank the higher, the better it matches
 * @param answers whether it matches well enough to be an answer
 */
public record Passage(
    UUID documentId,
    String name,
    int page,
    String heading,
    String text,
    float score,
    float coverage,
    float rank,
    boolean answers) {

  /** As shown in answers: {@code [handbook.pdf, page 12, score 0.61]}. */
  public String citation() {
    return String.format(Locale.ROOT, "[%s, page %d, score %.2f]", name, page, score);
  }
}
