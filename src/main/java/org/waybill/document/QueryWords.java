package org.waybill.document;

import java.util.List;

/**
 * The words of a question, in lower case and in order.
 *
 * @param all they tell its language
 * @param meaningful the words to search for
 */
public record QueryWords(List<String> all, List<String> meaningful) {

  /** For words that all carry meaning. */
  public static QueryWords of(List<String> words) {
    return new QueryWords(words, words);
  }
}
