package org.waybill.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The pages of a document without what does not belong to their text: running headers and footers
 * with page numbers, and lines of a table of contents.
 */
final class PageText {

  /** At the top and at the bottom of a page. */
  private static final int EDGE = 2;

  private static final int FEWEST_PAGES = 4;
  private static final int FEWEST_LINES = 5;

  /** A line that is on one page of so many is a running one. */
  private static final int ONE_OF = 5;

  private static final int LONGEST_RUNNING = 120;
  private static final int FEWEST_CONTENTS = 4;
  private static final Pattern DIGITS =
      Pattern.compile("\\d+|(?<![a-zA-Z])[ivxlc]{1,6}(?![a-zA-Z])");
  private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}]");
  private static final Pattern LEADER = Pattern.compile("(?:\\.[ \\u00a0]?){5}|(?:…[ ]?){2}");

  private PageText() {}

  /** Of each page, in order. */
  static List<String> bodies(List<String> pages) {
    Set<String> running = running(pages);
    List<String> bodies = new ArrayList<>(pages.size());
    for (String page : pages) {
      bodies.add(body(page, running));
    }
    return bodies;
  }

  /** The numbers of the first pages that have no text. */
  static List<Integer> withoutText(List<String> pages, int most) {
    return IntStream.rangeClosed(1, pages.size())
        .filter(number -> !LETTER.matcher(pages.get(number - 1)).find())
        .limit(most)
        .boxed()
        .toList();
  }

  private static Set<String> running(List<String> pages) {
    Set<String> running = new HashSet<>();
    if (pages.size() < FEWEST_PAGES) {
      return running;
    }
    Map<String, Integer> counts = new HashMap<>();
    for (String page : pages) {
      Set<String> ofPage = new HashSet<>();
      List<String> lines = lines(page);
      for (int i = 0; i < lines.size(); i++) {
        if (isEdge(i, lines.size())) {
          ofPage.add(shape(lines.get(i)));
        }
      }
      ofPage.forEach(shape -> counts.merge(shape, 1, Integer::sum));
    }
    int enough = Math.max(FEWEST_PAGES - 1, pages.size() / ONE_OF);
    counts.forEach(
        (shape, count) -> {
          if (count >= enough && shape.length() <= LONGEST_RUNNING) {
            running.add(shape);
          }
        });
    return running;
  }

  private static List<String> lines(String page) {
    return page.lines().filter(line -> !line.isBlank()).toList();
  }

  private static boolean isEdge(int line, int lines) {
    return line < EDGE || line >= lines - EDGE;
  }

  /** The same for two lines that differ by the number of the page. */
  private static String shape(String line) {
    if (line.length() > LONGEST_RUNNING) {
      return line;
    }
    return DIGITS.matcher(Headings.plain(line).strip()).replaceAll("#");
  }

  private static String body(String page, Set<String> running) {
    boolean hasContents = page.lines().filter(PageText::isContents).count() >= FEWEST_CONTENTS;
    int count = lines(page).size();
    StringBuilder body = new StringBuilder(page.length());
    int at = 0;
    for (String line : page.split("\\R", -1)) {
      boolean blank = line.isBlank();
      boolean runs =
          !blank && count > FEWEST_LINES && isEdge(at, count) && running.contains(shape(line));
      at += blank ? 0 : 1;
      if (!runs && !(hasContents && isContents(line))) {
        body.append(line).append('\n');
      }
    }
    return body.toString();
  }

  private static boolean isContents(String line) {
    return LEADER.matcher(line).find();
  }
}
