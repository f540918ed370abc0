package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** The spoken text of subtitles (SubRip and WebVTT), without numbers, times and markup. */
final class Subtitles {

  private static final Pattern CUE = Pattern.compile("\\R[ \\t]*\\R");
  private static final Pattern TIMES = Pattern.compile("(?:\\d+:)?\\d+:\\d+[.,]\\d+\\s*-->.*");
  private static final Pattern NOT_SAID = Pattern.compile("(?:NOTE|STYLE|REGION)\\b.*");
  private static final Pattern ENDS = Pattern.compile("[.!?…\"”)]$");

  private Subtitles() {}

  /** Makes about one paragraph of each sentence. */
  static String spoken(String source) {
    List<String> lines = new ArrayList<>();
    for (String cue : CUE.split(source.strip(), -1)) {
      words(cue).stream()
          .filter(line -> lines.isEmpty() || !lines.get(lines.size() - 1).equals(line))
          .forEach(lines::add);
    }
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line).append(ENDS.matcher(line).find() ? "\n" : " ");
    }
    return text.toString().strip();
  }

  /** The lines after the times; text without times is not a cue. */
  private static List<String> words(String cue) {
    List<String> lines = cue.lines().map(String::strip).toList();
    if (lines.isEmpty() || NOT_SAID.matcher(lines.get(0)).matches()) {
      return List.of();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (TIMES.matcher(lines.get(i)).matches()) {
        return lines.subList(i + 1, lines.size()).stream()
            .map(line -> Parser.unescapeEntities(withoutMarks(line), false).strip())
            .filter(line -> !line.isEmpty())
            .toList();
      }
    }
    return List.of();
  }

  /** Without {@code <i>} and <code>{\\an8}</code>; an unclosed one is text. */
  private static String withoutMarks(String line) {
    StringBuilder text = new StringBuilder(line.length());
    int at = 0;
    int lastAngle = line.lastIndexOf('>');
    int lastBrace = line.lastIndexOf('}');
    while (at < line.length()) {
      boolean tag = line.charAt(at) == '<' && at < lastAngle;
      boolean style = line.startsWith("{\\", at) && at < lastBrace;
      if (tag || style) {
        at = line.indexOf(tag ? '>' : '}', at) + 1;
      } else {
        text.append(line.charAt(at++));
      }
    }
    return text.toString();
  }
}
