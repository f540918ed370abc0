package org.waybill.document;

import java.util.List;
import org.waybill.text.Sentences;

/**
 * What a page of a document says, as it was indexed.
 *
 * @param headings under which its passages stand, in order, without repeats
 */
public record DocumentPage(int number, String text, List<String> headings) {

  /** Without its headings. */
  public static DocumentPage asRead(int number, String text) {
    return new DocumentPage(number, text, List.of());
  }

  /**
   * @param texts of its chunks, of which each may begin with the last sentence of the one before
   */
  static DocumentPage of(int number, List<String> texts, List<String> headings) {
    StringBuilder text = new StringBuilder();
    String last = "";
    for (String each : texts) {
      boolean repeats = !last.isEmpty() && each.startsWith(last + " ");
      text.append(text.length() == 0 ? "" : "\n");
      text.append(repeats ? each.substring(last.length() + 1) : each);
      List<String> sentences = Sentences.of(each);
      last = sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1);
    }
    return new DocumentPage(number, text.toString(), headings.stream().distinct().toList());
  }
}
