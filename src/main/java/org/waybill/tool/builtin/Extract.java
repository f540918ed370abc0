package org.waybill.tool.builtin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.text.CutText;
import org.waybill.text.SearchWords;
import org.waybill.text.Sentences;

/** A summary without a model: the sentences with the words that the text repeats. */
final class Extract {

  private static final int SENTENCES = 3;
  private static final int SHORTEST_WORD = 5;
  private static final int FEWEST_WORDS = 5;
  private static final int MOST_WORDS = 60;
  private static final int LONGEST = 1_500;

  private record Rated(int place, double rating, String sentence) {}

  private Extract() {}

  static String of(String text) {
    List<String> sentences = Sentences.of(text.replace('\n', ' ')).stream().distinct().toList();
    Map<String, Integer> counts = new HashMap<>();
    List<List<String>> words = new ArrayList<>();
    for (String sentence : sentences) {
      List<String> all = SearchWords.of(sentence);
      words.add(all);
      all.stream()
          .filter(word -> word.length() >= SHORTEST_WORD)
          .forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    List<Rated> rated = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      rated.add(new Rated(i, rating(words.get(i), counts), sentences.get(i)));
    }
    String best =
        rated.stream()
            .sorted(Comparator.comparingDouble(Rated::rating).reversed())
            .limit(SENTENCES)
            .sorted(Comparator.comparingInt(Rated::place))
            .map(Rated::sentence)
            .collect(Collectors.joining(" "));
    return CutText.of(best, LONGEST);
  }

  private static double rating(List<String> words, Map<String, Integer> counts) {
    Set<String> distinct = new HashSet<>(words);
    double sum = distinct.stream().mapToInt(word -> counts.getOrDefault(word, 0)).sum();
    boolean isSentence = words.size() >= FEWEST_WORDS && words.size() <= MOST_WORDS;
    return isSentence ? sum / Math.sqrt(words.size()) : sum / (10.0 * (words.size() + 1));
  }
}
