package org.waybill.agent;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waybill.text.CallerText;
import org.waybill.text.Sentences;

/**
 * Selects the sentences of a text that contain most of its frequent words. They are quoted
 * unchanged, in their order.
 */
final class KeySentences {

  private static final int MOST = 5;
  private static final int MOST_READ = 3_000;
  private static final int SHORTEST = 25;
  private static final int LONGEST = 400;

  /** The first sentences usually say what a text is about. */
  private static final double OPENING = 1.3;

  private record Scored(int at, String text, double score) {}

  private KeySentences() {}

  static String of(String text) {
    List<String> sentences =
        Sentences.of(text).stream()
            .map(CallerText::withSingleSpaces)
            .distinct()
            .limit(MOST_READ)
            .toList();
    List<String> relevant =
        sentences.stream().filter(s -> s.length() >= SHORTEST && s.length() <= LONGEST).toList();
    if (relevant.isEmpty()) {
      String all = String.join(" ", sentences);
      return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
    }
    return best(relevant).stream().map(Scored::text).collect(Collectors.joining(" "));
  }

  private static List<Scored> best(List<String> sentences) {
    List<Set<String>> stems = sentences.stream().map(KeySentences::stems).toList();
    Map<String, Integer> counts = new HashMap<>();
    stems.forEach(each -> each.forEach(stem -> counts.merge(stem, 1, Integer::sum)));
    return IntStream.range(0, sentences.size())
        .mapToObj(i -> new Scored(i, sentences.get(i), score(i, stems.get(i), counts)))
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(MOST)
        .sorted(Comparator.comparingInt(Scored::at))
        .toList();
  }

  /** The damped mean, so that neither short nor long sentences win by their length alone. */
  private static double score(int at, Set<String> stems, Map<String, Integer> counts) {
    double sum = stems.stream().mapToInt(counts::get).sum();
    double mean = sum / Math.sqrt(stems.size() + 1.0);
    return at == 0 ? mean * OPENING : mean;
  }

  private static Set<String> stems(String sentence) {
    return QueryTerms.of(sentence).content().stream()
        .map(QueryTerms::stem)
        .collect(Collectors.toSet());
  }
}
