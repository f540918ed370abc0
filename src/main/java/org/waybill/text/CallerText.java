package org.waybill.text;

import java.text.Normalizer;
import java.util.function.IntPredicate;

/** Common work on a caller's text. */
public final class CallerText {

  /** As in the Stream-Safe Text Format (UAX #15): no language needs more on one letter. */
  private static final int MOST_MARKS = 30;

  private CallerText() {}

  /**
   * In lower case, character by character. Unlike {@link String#toLowerCase} it does not look
   * around a capital sigma to see whether it ends a word.
   */
  public static String lowerCase(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  /** The normal form; of a run of more than 30 marks on one letter the rest is dropped. */
  public static String normalised(String text, Normalizer.Form form) {
    return Normalizer.normalize(withoutMarkRuns(text), form);
  }

  private static String withoutMarkRuns(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int run = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      run = isMark(character) ? run + 1 : 0;
      if (run <= MOST_MARKS) {
        kept.appendCodePoint(character);
      }
    }
    return kept.toString();
  }

  /** Whether it stands on the letter before it. */
  public static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Without the characters at its end that are to be dropped. */
  public static String withoutEnd(String text, IntPredicate dropped) {
    int end = text.length();
    while (end > 0 && dropped.test(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** With one space in place of each run of space, and none at the ends. */
  public static String withSingleSpaces(String text) {
    StringBuilder words = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        words.append(c);
      } else if (words.length() > 0 && words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
    return withoutEnd(words.toString(), c -> c == ' ');
  }

  /** Space of any kind: also the one that does not break a line, and the ends of lines. */
  public static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
