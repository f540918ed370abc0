package org.waybill.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits text into sentences, as the JDK's {@code BreakIterator} does where both make sense. A full
 * stop ends one only if what follows looks like a beginning: "z.B. so", "No. 5" and "3.5" go on.
 */
public final class Sentences {

  /** So many brackets and quotation marks before a sentence's first letter are looked past. */
  private static final int MOST_OPENING = 8;

  private final String text;

  private Sentences(String text) {
    this.text = text;
  }

  public static List<String> of(String text) {
    Sentences all = new Sentences(text);
    List<String> sentences = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = all.endOfSentence(from);
      String sentence = text.substring(from, to).strip();
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
      from = to;
    }
    return sentences;
  }

  private int endOfSentence(int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\u2029') {
        return at + 1;
      }
      if (isStop(c) || isFinal(c)) {
        int stop = at;
        boolean certain = false;
        while (at < text.length() && isAfterStop(text.charAt(at))) {
          certain |= isFinal(text.charAt(at));
          at++;
        }
        int next = afterSpace(at);
        if (certain || begins(at, next)) {
          return next;
        }
        at = Math.max(at, stop + 1);
      } else {
        at++;
      }
    }
    return at;
  }

  private int afterSpace(int at) {
    int next = at;
    while (next < text.length() && CallerText.isSpace(text.charAt(next))) {
      next++;
    }
    return next;
  }

  /**
   * Whether a sentence begins after a full stop.
   *
   * @param space where the space after it begins
   * @param next where that ends
   */
  private boolean begins(int space, int next) {
    if (next == text.length() || hasEmptyLine(space, next)) {
      return true;
    }
    int first = next;
    while (first < text.length() && first - next < MOST_OPENING && isOpening(text.charAt(first))) {
      first++;
    }
    boolean parted = next > space || first > next;
    boolean isLetter = first < text.length() && Character.isLetter(text.codePointAt(first));
    return parted && isLetter && (first > next || !Character.isLowerCase(text.codePointAt(first)));
  }

  /** An empty line parts sentences whatever follows it. */
  private boolean hasEmptyLine(int from, int to) {
    int lineEnds = 0;
    for (int i = from; i < to; i++) {
      lineEnds += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lineEnds > 1;
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '\uff0e';
  }

  private static boolean isFinal(char c) {
    return c == '!' || c == '?' || c == '。' || c == '！' || c == '？' || c == '।';
  }

  private static boolean isAfterStop(char c) {
    int type = Character.getType(c);
    return isStop(c)
        || isFinal(c)
        || c == '"'
        || c == '\''
        || type == Character.END_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION;
  }

  private static boolean isOpening(char c) {
    int type = Character.getType(c);
    return c == '"'
        || c == '\''
        || c == '#'
        || c == '*'
        || type == Character.START_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.DASH_PUNCTUATION
        || type == Character.CONNECTOR_PUNCTUATION;
  }
}
