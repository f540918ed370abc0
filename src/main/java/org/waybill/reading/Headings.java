package org.waybill.reading;

import java.util.regex.Pattern;

/**
 * Headings in the text of pages: a line that begins with a mark, which no text of a document
 * contains, and its level from 1 to 6.
 */
final class Headings {

  private static final char MARK = '\u0002';
  private static final int LEVELS = 6;
  private static final Pattern MARKED = Pattern.compile(MARK + "\\d?");

  private Headings() {}

  /** The beginning of a heading's line. */
  static String mark(int level) {
    return MARK + Integer.toString(Math.max(1, Math.min(LEVELS, level)));
  }

  /** The level of such an element of HTML; 0 for any other. */
  static int levelOf(String element) {
    boolean isHeading = element.length() == 2 && element.charAt(0) == 'h';
    int level = isHeading ? Character.digit(element.charAt(1), LEVELS + 1) : 0;
    return Math.max(0, level);
  }

  /** The level of the heading in this line; 0 for any other. */
  static int level(String line) {
    boolean marked = line.length() > 2 && line.charAt(0) == MARK;
    return marked ? Math.max(1, Character.digit(line.charAt(1), LEVELS + 1)) : 0;
  }

  /** Text of a document, in which nothing is a heading yet. */
  static String unmarked(String text) {
    return text.indexOf(MARK) < 0 ? text : text.replace(String.valueOf(MARK), "");
  }

  /** The text of pages as people read it. */
  static String plain(String page) {
    return page.indexOf(MARK) < 0 ? page : MARKED.matcher(page).replaceAll("");
  }
}
