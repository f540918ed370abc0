package org.waybill.document;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Languages of texts and stems of words, by PostgreSQL's dictionaries. */
final class WordStems {

  /** Of a text whose language is none of those that PostgreSQL has stop words of. */
  static final String UNKNOWN = "simple";

  private static final String ENGLISH = "english";

  /** English first: where two fit equally well, it is more likely. */
  private static final List<String> LANGUAGES =
      List.of(
          ENGLISH,
          "german",
          "french",
          "spanish",
          "italian",
          "portuguese",
          "dutch",
          "russian",
          "swedish",
          "danish",
          "norwegian",
          "finnish",
          "hungarian",
          "turkish");

  /** Languages whose own words are not written in Latin letters. */
  private static final Set<String> NOT_LATIN = Set.of("russian", UNKNOWN);

  /** Of the words of a text, at least one of so many is a stop word. */
  private static final int ONE_OF = 10;

  private static final String BY_STOP_WORDS =
      """
      select l.language, count(*)
      from unnest(?::text[]) as w (word), unnest(?::text[]) with ordinality as l (language, place)
      where cardinality(ts_lexize((l.language || '_stem')::regdictionary, w.word)) = 0
      group by l.language, l.place
      order by count(*) desc, l.place limit 1
      """;

  private static final String STEMS =
      """
      select w.word, (ts_lexize(?::regdictionary, w.word))[1] as stem
      from unnest(?::text[]) as w (word)
      """;

  private record Found(String language, int stopWords) {}

  private WordStems() {}

  /** The name of the language in PostgreSQL's text search. */
  static String language(Connection connection, List<String> words) throws SQLException {
    return Sql.query(
            connection,
            row -> new Found(row.getString(1), row.getInt(2)),
            BY_STOP_WORDS,
            ArrayParameter.texts(words, word -> word),
            ArrayParameter.texts(LANGUAGES, language -> language))
        .stream()
        .filter(found -> found.stopWords() * ONE_OF >= words.size())
        .map(Found::language)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The stem of each word; stop words are left out. */
  static Map<String, String> of(Connection connection, String language, Collection<String> words)
      throws SQLException {
    Map<String, String> stems = new HashMap<>();
    Map<Boolean, Set<String>> byScript =
        words.stream()
            .collect(
                Collectors.partitioningBy(
                    WordStems::isAscii, Collectors.toCollection(LinkedHashSet::new)));
    add(connection, NOT_LATIN.contains(language) ? ENGLISH : language, byScript.get(true), stems);
    if (language.equals(UNKNOWN)) {
      byScript.get(false).forEach(word -> stems.put(word, word));
    } else {
      add(connection, language, byScript.get(false), stems);
    }
    return stems;
  }

  private static void add(
      Connection connection, String language, Set<String> words, Map<String, String> stems)
      throws SQLException {
    if (words.isEmpty()) {
      return;
    }
    Sql.query(
        connection,
        row -> row.getString(2) == null ? null : stems.put(row.getString(1), row.getString(2)),
        STEMS,
        language + "_stem",
        ArrayParameter.texts(words, word -> word));
  }

  private static boolean isAscii(String word) {
    return word.chars().allMatch(c -> c < 128);
  }
}
