package org.waybill.document;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.text.SearchWords;

/** The rows that say which stems are in which chunks. */
final class ChunkWords {

  /** A language is told by the first words of a document. */
  private static final int SAMPLE = 3_000;

  private static final int OCCURRENCES_AT_ONCE = 100_000;

  private static final String ADD =
      """
      insert into chunk_word (document_id, stem, nos, counts, lengths)
      select ?::uuid, o.stem, array_agg(o.no order by o.no), array_agg(o.count order by o.no),
        array_agg(o.length order by o.no)
      from unnest(?::text[], ?::int[], ?::int[], ?::int[]) as o (stem, no, count, length)
      group by o.stem
      """;

  private static final String FIND =
      """
      select document_id, stem, nos, counts, lengths from chunk_word
      where document_id = any(?) and stem = any(?)
      """;

  /** A stem in a chunk. */
  private record Occurrence(int no, int count, int length) {}

  /** Where a stem occurs in a document. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only read
  record Places(UUID documentId, String stem, int[] nos, int[] counts, int[] lengths) {}

  private ChunkWords() {}

  /** Stores those of a document in place of what it had. */
  static void replace(Connection connection, UUID documentId, String name, List<Chunk> chunks)
      throws SQLException {
    List<List<String>> words = new ArrayList<>(chunks.size());
    List<String> sample = new ArrayList<>();
    Set<String> distinct = new LinkedHashSet<>();
    List<String> ofName = SearchWords.of(name);
    for (Chunk chunk : chunks) {
      List<String> all = SearchWords.of(Chunk.inContext(chunk.heading(), chunk.text()));
      sample.addAll(all.subList(0, Math.min(all.size(), SAMPLE - sample.size())));
      all.addAll(ofName);
      distinct.addAll(all);
      words.add(all);
    }
    String language = WordStems.language(connection, sample);
    Map<String, String> stems = WordStems.of(connection, language, distinct);
    Map<String, List<Occurrence>> byStem = new HashMap<>();
    int total = 0;
    for (int no = 0; no < words.size(); no++) {
      total += words.get(no).size();
      note(byStem, no, words.get(no), stems);
    }
    Sql.update(connection, "delete from chunk_word where document_id = ?", documentId);
    add(connection, documentId, byStem);
    Sql.update(
        connection,
        "update document set language = ?, words = ? where id = ?",
        language,
        total,
        documentId);
  }

  private static void note(
      Map<String, List<Occurrence>> byStem, int no, List<String> words, Map<String, String> stems) {
    Map<String, Integer> counts = new HashMap<>();
    for (String word : words) {
      String stem = stems.get(word);
      if (stem != null) {
        counts.merge(stem, 1, Integer::sum);
      }
    }
    counts.forEach(
        (stem, count) ->
            byStem
                .computeIfAbsent(stem, any -> new ArrayList<>())
                .add(new Occurrence(no, count, words.size())));
  }

  private static void add(
      Connection connection, UUID documentId, Map<String, List<Occurrence>> byStem)
      throws SQLException {
    List<String> stems = new ArrayList<>();
    List<Occurrence> occurrences = new ArrayList<>();
    for (Map.Entry<String, List<Occurrence>> each : byStem.entrySet()) {
      each.getValue().forEach(any -> stems.add(each.getKey()));
      occurrences.addAll(each.getValue());
      if (occurrences.size() >= OCCURRENCES_AT_ONCE) {
        add(connection, documentId, stems, occurrences);
        stems.clear();
        occurrences.clear();
      }
    }
    add(connection, documentId, stems, occurrences);
  }

  private static void add(
      Connection connection, UUID documentId, List<String> stems, List<Occurrence> occurrences)
      throws SQLException {
    Sql.update(
        connection,
        ADD,
        documentId,
        ArrayParameter.texts(stems, stem -> stem),
        ArrayParameter.ints(occurrences, Occurrence::no),
        ArrayParameter.ints(occurrences, Occurrence::count),
        ArrayParameter.ints(occurrences, Occurrence::length));
  }

  static List<Places> find(
      Connection connection, Collection<IndexedDocument> documents, Collection<String> stems)
      throws SQLException {
    return Sql.query(
        connection,
        ChunkWords::read,
        FIND,
        ArrayParameter.uuids(documents, IndexedDocument::id),
        ArrayParameter.texts(stems, stem -> stem));
  }

  private static Places read(ResultSet row) throws SQLException {
    return new Places(
        row.getObject(1, UUID.class),
        row.getString(2),
        ints(row.getArray(3)),
        ints(row.getArray(4)),
        ints(row.getArray(5)));
  }

  private static int[] ints(Array array) throws SQLException {
    Integer[] boxed = (Integer[]) array.getArray();
    int[] values = new int[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return values;
  }
}
