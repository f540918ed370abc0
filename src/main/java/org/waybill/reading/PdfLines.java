package org.waybill.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tells headings of a PDF by their looks: lines in larger letters than most of the document's, or
 * short ones that are bold from end to end.
 */
final class PdfLines {

  private static final int LONGEST = 150;
  private static final int LONGEST_BOLD = 80;
  private static final double LARGE = 1.12;
  private static final double LARGER = 1.35;
  private static final double LARGEST = 1.7;

  /** Level of a heading that is bold, but not larger. */
  private static final int BOLD_LEVEL = 4;

  /** Characters from one place of the page's text on. */
  private static final class Run {
    private int characters;
    private double size;
    private int bold;
  }

  private final NavigableMap<Integer, Run> runs = new TreeMap<>();

  /** How many characters of the document have a size, in half points. */
  private final Map<Long, Integer> sizes = new HashMap<>();

  /**
   * A character of what is about to be written.
   *
   * @param at the place in the page's text
   * @param size of its letters, in points
   */
  void add(int at, double size, boolean bold) {
    Run run = runs.computeIfAbsent(at, any -> new Run());
    run.characters++;
    run.size = Math.max(run.size, size);
    run.bold += bold ? 1 : 0;
    sizes.merge(Math.round(2 * size), 1, Integer::sum);
  }

  /** The next page begins. */
  void clear() {
    runs.clear();
  }

  /** The page's text with marks before its headings; one that is two lines long becomes one. */
  String withHeadings(String page) {
    double usual = usual();
    StringBuilder marked = new StringBuilder(page.length() + 64);
    int from = 0;
    int last = 0;
    while (from < page.length()) {
      int end = page.indexOf('\n', from);
      end = end < 0 ? page.length() : end + 1;
      String line = Headings.unmarked(page.substring(from, end));
      int level = line.isBlank() ? 0 : level(from, end, line.strip(), usual);
      if (level > 0 && level == last) {
        joinWithLast(marked, line);
      } else {
        marked.append(level > 0 ? Headings.mark(level) : "").append(line);
      }
      last = level;
      from = end;
    }
    return marked.toString();
  }

  private static void joinWithLast(StringBuilder marked, String line) {
    int end = marked.length();
    while (end > 0 && Character.isWhitespace(marked.charAt(end - 1))) {
      end--;
    }
    marked.setLength(end);
    marked.append(' ').append(line);
  }

  private double usual() {
    return sizes.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(each -> each.getKey() / 2.0)
        .orElse(0.0);
  }

  private int level(int from, int end, String line, double usual) {
    int characters = 0;
    int bold = 0;
    double size = Double.MAX_VALUE;
    for (Run run : runs.subMap(from, end).values()) {
      characters += run.characters;
      bold += run.bold;
      size = Math.min(size, run.size);
    }
    boolean hasWords = line.codePoints().filter(Character::isLetter).count() >= 3;
    if (characters == 0 || usual <= 0 || !hasWords || line.length() > LONGEST) {
      return 0;
    }
    double ratio = size / usual;
    if (ratio >= LARGEST) {
      return 1;
    }
    if (ratio >= LARGER) {
      return 2;
    }
    if (ratio >= LARGE) {
      return 3;
    }
    boolean isBold = bold == characters && ratio >= 0.95 && line.length() <= LONGEST_BOLD;
    return isBold ? BOLD_LEVEL : 0;
  }
}
