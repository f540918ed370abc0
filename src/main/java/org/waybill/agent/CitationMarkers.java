package org.waybill.agent;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markers in answers: {@code [1]}, {@code [1, 2]}, {@code [1][2]}. In code they are something else.
 */
public final class CitationMarkers {

  /** Code that ends or not, while an answer is written; else a marker that is no link's text. */
  private static final Pattern CODE_OR_MARKER =
      Pattern.compile(
          "```[\\s\\S]*?(?:```|\\z)|`[^`\\n]*+`|\\[(\\d{1,3}(?:\\s?,\\s?\\d{1,3}){0,20})](?!\\()");

  private static final Pattern COMMA = Pattern.compile("\\s?,\\s?");

  private CitationMarkers() {}

  /** The numbers that a text cites. */
  public static Set<Integer> in(String text) {
    Set<Integer> numbers = new TreeSet<>();
    Matcher matcher = CODE_OR_MARKER.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        Arrays.stream(COMMA.split(matcher.group(1))).map(Integer::valueOf).forEach(numbers::add);
      }
    }
    return numbers;
  }

  /** An earlier answer: its numbers stand for other passages than those of the next one. */
  public static String without(String text) {
    return CODE_OR_MARKER
        .matcher(text)
        .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "");
  }
}
