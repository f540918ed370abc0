package org.waybill.text;

import java.util.List;
import java.util.StringJoiner;

/** Numbers as people write them: {@code 3, 7–9}. */
public final class NumberRanges {

  private static final int MOST = 20;

  private NumberRanges() {}

  /**
   * @param ascending the numbers
   * @return at most 20 numbers or ranges, then an ellipsis
   */
  public static String of(List<Integer> ascending) {
    StringJoiner ranges = new StringJoiner(", ");
    int shown = 0;
    for (int i = 0; i < ascending.size(); i++) {
      int first = ascending.get(i);
      while (i + 1 < ascending.size() && ascending.get(i + 1) == ascending.get(i) + 1) {
        i++;
      }
      if (shown++ == MOST) {
        return ranges.add("…").toString();
      }
      int last = ascending.get(i);
      ranges.add(first == last ? String.valueOf(first) : first + "–" + last);
    }
    return ranges.toString();
  }

  /** The same with the word before them: {@code page 3}, {@code pages 3, 7–9}. */
  public static String ofPages(List<Integer> ascending) {
    return (ascending.size() == 1 ? "page " : "pages ") + of(ascending);
  }
}
