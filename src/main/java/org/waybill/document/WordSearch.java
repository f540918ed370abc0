package org.waybill.document;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waybill.document.ChunkWords.Places;

/**
 * Finds chunks by the words of a question, the rarer the better (Okapi BM25). How rare a word is
 * counts among the documents that are searched.
 */
final class WordSearch {

  private static final double K1 = 1.2;
  private static final double B = 0.75;

  /** Words that are everywhere weigh next to nothing. */
  private static final double SMALLEST = 1e-9;

  /** A chunk. */
  record Key(UUID documentId, int no) {}

  /** A chunk with words of the question. */
  static final class Match {

    private final Key key;
    private final BitSet has = new BitSet();
    private double score;

    Match(Key key) {
      this.key = key;
    }

    Key key() {
      return key;
    }
  }

  /**
   * What was found.
   *
   * @param language of the question, as PostgreSQL's text search names it
   * @param words of the question that carry its meaning, in order
   * @param rarity of these words
   * @param best the best first
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only read
  record Result(
      String language,
      List<String> words,
      double[] rarity,
      List<Match> best,
      Map<Key, Match> byKey) {

    /** How rare each of the words is. */
    Map<String, Double> weights() {
      Map<String, Double> weights = new LinkedHashMap<>();
      for (int i = 0; i < rarity.length; i++) {
        weights.put(words.get(i), rarity[i]);
      }
      return weights;
    }

    /** Whether a document's language is known to be another one than the question's. */
    boolean isForeign(String ofDocument) {
      return !language.equals(WordStems.UNKNOWN) && !language.equals(ofDocument);
    }

    /** From 0 to 1: how well this chunk fits, beside the best one. */
    float share(Key key) {
      Match match = byKey.get(key);
      return match == null ? 0 : (float) (match.score / Math.max(best.get(0).score, SMALLEST));
    }

    /** Which of the words are not in this chunk, by their stems. */
    List<String> absentIn(Key key) {
      BitSet has = byKey.containsKey(key) ? byKey.get(key).has : new BitSet();
      return IntStream.range(0, rarity.length)
          .filter(word -> !has.get(word))
          .mapToObj(words::get)
          .toList();
    }
  }

  /** Words of a question and their stems in the languages of the documents. */
  private record Stems(
      String spoken, List<String> words, Map<String, Map<String, String>> byLanguage) {

    String of(int word, String language) {
      return byLanguage.get(language).get(words.get(word));
    }
  }

  private final Map<UUID, IndexedDocument> documents;
  private final double averageLength;
  private final int chunks;

  WordSearch(List<IndexedDocument> documents) {
    this.documents = new HashMap<>();
    documents.forEach(document -> this.documents.put(document.id(), document));
    this.chunks = documents.stream().mapToInt(IndexedDocument::chunks).sum();
    long words = documents.stream().mapToLong(IndexedDocument::words).sum();
    this.averageLength = Math.max(1, words / (double) Math.max(1, chunks));
  }

  /**
   * The chunks that fit best.
   *
   * @param asked words of the question
   */
  Result find(Connection connection, QueryWords asked) throws SQLException {
    Stems stems = stems(connection, asked);
    Map<UUID, Map<String, Places>> places = new HashMap<>();
    for (Places each : ChunkWords.find(connection, documents.values(), distinct(stems))) {
      places.computeIfAbsent(each.documentId(), any -> new HashMap<>()).put(each.stem(), each);
    }
    double[] weights = new double[stems.words().size()];
    Map<Key, Match> matches = new HashMap<>();
    for (int word = 0; word < weights.length; word++) {
      List<Places> of = new ArrayList<>();
      for (IndexedDocument document : documents.values()) {
        Places there =
            places.getOrDefault(document.id(), Map.of()).get(stems.of(word, document.language()));
        if (there != null) {
          of.add(there);
        }
      }
      weights[word] = weight(of);
      add(matches, word, weights[word], of);
    }
    List<Match> best =
        matches.values().stream()
            .sorted(
                Comparator.comparingDouble((Match match) -> match.score)
                    .reversed()
                    .thenComparing(match -> match.key.documentId())
                    .thenComparing(match -> match.key.no()))
            .toList();
    return new Result(stems.spoken(), stems.words(), weights, best, matches);
  }

  /**
   * Without words that carry no meaning in the question's language, or in all of the documents'.
   */
  private Stems stems(Connection connection, QueryWords asked) throws SQLException {
    Set<String> words = new LinkedHashSet<>(asked.meaningful());
    Set<String> languages =
        documents.values().stream().map(IndexedDocument::language).collect(Collectors.toSet());
    Map<String, Map<String, String>> byLanguage = new HashMap<>();
    for (String language : languages) {
      byLanguage.put(language, WordStems.of(connection, language, words));
    }
    String spoken = WordStems.language(connection, asked.all());
    Set<String> meaningful =
        new HashSet<>(
            (byLanguage.containsKey(spoken)
                    ? byLanguage.get(spoken)
                    : WordStems.of(connection, spoken, words))
                .keySet());
    return new Stems(spoken, words.stream().filter(meaningful::contains).toList(), byLanguage);
  }

  private static Set<String> distinct(Stems stems) {
    return stems.byLanguage().values().stream()
        .flatMap(byWord -> stems.words().stream().map(byWord::get))
        .filter(stem -> stem != null)
        .collect(Collectors.toSet());
  }

  private double weight(List<Places> of) {
    int found = of.stream().mapToInt(each -> each.nos().length).sum();
    return Math.log(1 + (chunks - found + 0.5) / (found + 0.5));
  }

  private void add(Map<Key, Match> matches, int word, double weight, List<Places> of) {
    for (Places each : of) {
      for (int i = 0; i < each.nos().length; i++) {
        double count = each.counts()[i];
        double length = each.lengths()[i] / averageLength;
        double score = weight * count * (K1 + 1) / (count + K1 * (1 - B + B * length));
        Match match =
            matches.computeIfAbsent(new Key(each.documentId(), each.nos()[i]), Match::new);
        match.has.set(word);
        match.score += score;
      }
    }
  }
}
