package org.waybill.agent;

import org.waybill.text.CutText;

/**
 * A passage that an answer cites.
 *
 * @param number by which the answer cites it, such as {@code [2]}
 * @param heading under which it stands, or null
 * @param score from 0 to 1
 * @param text of the passage
 */
public record Citation(
    int number,
    String documentId,
    String name,
    int page,
    String heading,
    double score,
    String text) {

  private static final int LONGEST_TEXT = 700;
  private static final int LONGEST_HEADING = 300;

  public Citation {
    text = CutText.begin(text, LONGEST_TEXT);
    heading = heading == null ? null : CutText.begin(heading, LONGEST_HEADING);
  }

  static Citation of(int number, Passage passage) {
    return new Citation(
        number,
        passage.documentId().toString(),
        passage.name(),
        passage.page(),
        passage.heading(),
        Math.round(passage.score() * 100) / 100.0,
        passage.text());
  }
}
