package org.waybill.handlers.pipeline;

/** Tidies the white space of a page: paragraphs stay apart, all else shrinks. */
final class Paragraphs {

  private Paragraphs() {}

  /** One empty line between paragraphs, single line breaks as they are, single spaces. */
  static String of(String page) {
    StringBuilder text = new StringBuilder(page.length());
    int at = 0;
    while (at < page.length()) {
      int next = at;
      int lines = 0;
      while (next < page.length() && isSpace(page.charAt(next))) {
        lines += endsLine(page, next) ? 1 : 0;
        next++;
      }
      if (next == at) {
        text.append(page.charAt(at++));
      } else {
        text.append(lines > 1 ? "\n\n" : lines == 1 ? "\n" : " ");
        at = next;
      }
    }
    return text.toString().strip();
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '\u00a0' || c == '\u0085';
  }

  private static boolean endsLine(String page, int at) {
    char c = page.charAt(at);
    boolean first = c == '\r' && at + 1 < page.length() && page.charAt(at + 1) == '\n';
    return !first
        && (c == '\n' || c == '\r' || c == '\f' || c == '\u0085' || c == '\u2028' || c == '\u2029');
  }
}
