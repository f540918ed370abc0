package org.waybill.bench.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The plain yardstick: BM25 over lower-cased words, which are neither stemmed nor left out. */
final class Bm25 {

  private static final double K1 = 1.2;
  private static final double B = 0.75;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");

  private record Text(Place place, Map<String, Long> words, long length) {}

  private final List<Text> texts = new ArrayList<>();
  private final Map<String, Integer> textsWith = new HashMap<>();
  private long length;

  void add(Place place, String text) {
    Map<String, Long> words = count(text);
    long size = words.values().stream().mapToLong(Long::longValue).sum();
    texts.add(new Text(place, words, size));
    words.keySet().forEach(word -> textsWith.merge(word, 1, Integer::sum));
    length += size;
  }

  int size() {
    return texts.size();
  }

  /** Those with the highest scores, best first. */
  List<Place> best(String question, int limit) {
    Set<String> asked = count(question).keySet();
    return texts.stream()
        .map(text -> Map.entry(text.place(), score(text, asked)))
        .filter(scored -> scored.getValue() > 0)
        .sorted(Comparator.comparingDouble(scored -> -scored.getValue()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  private double score(Text text, Set<String> asked) {
    double longer = K1 * (1 - B + B * text.length() * texts.size() / length);
    double score = 0;
    for (String word : asked) {
      double times = text.words().getOrDefault(word, 0L);
      score += rarity(word) * times * (K1 + 1) / (times + longer);
    }
    return score;
  }

  private double rarity(String word) {
    double with = textsWith.getOrDefault(word, 0);
    return Math.log(1 + (texts.size() - with + 0.5) / (with + 0.5));
  }

  private static Map<String, Long> count(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .collect(Collectors.groupingBy(MatchResult::group, Collectors.counting()));
  }
}
