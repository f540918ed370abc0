package org.waybill.document;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.waybill.document.WordSearch.Key;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** The index: stores the chunks of a document, and finds those that may fit a question. */
@ApplicationScoped
public class Chunks {

  private static final int ROWS_AT_ONCE = 500;

  /** Of each kind: what is further down is no candidate. */
  private static final int CANDIDATES = 100;

  /** So that the first places do not count for too much (reciprocal rank fusion). */
  private static final double FLATTENING = 60;

  private static final String BY_KEY =
      """
      select c.document_id, c.no, d.name, d.language, c.page, c.heading, c.text, c.embedding, c.sentences
      from unnest(?::uuid[], ?::int[]) as k (document_id, no)
      join chunk c on c.document_id = k.document_id and c.no = k.no
      join document d on d.id = c.document_id
      where d.tenant = ? and d.user_id = ? and d.revision > 0
      """;

  private static final String READY =
      """
      select id, revision, chunks, words, language from document
      where tenant = ? and user_id = ? and revision > 0 and chunks > 0 and tags @> ?::text[]
        and (cardinality(?::uuid[]) = 0 or id = any(?::uuid[]))
        and (?::timestamptz is null or created_at >= ?::timestamptz)
        and (?::timestamptz is null or created_at < ?::timestamptz)
      """;

  /**
   * What may fit a question.
   *
   * @param weights how rare the words of the question are that carry its meaning
   * @param hits the best first
   */
  public record Candidates(Map<String, Double> weights, List<SearchHit> hits) {}

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  private final Vectors vectors;

  /** For the container's proxy. */
  protected Chunks() {
    this.vectors = null;
  }

  @Inject
  public Chunks(Vectors vectors) {
    this.vectors = vectors;
  }

  public Chunks(DataSource source, Vectors vectors) {
    this.source = source;
    this.vectors = vectors;
  }

  /**
   * Replaces the chunks of a document and makes it ready, all or nothing.
   *
   * @return false if the document is no longer this attempt's: nothing was changed
   */
  public boolean publish(IndexRun run, int pages, List<Chunk> chunks) {
    return publish(run, pages, chunks, connection -> null);
  }

  /**
   * @param more what is to be done in the same transaction
   */
  public boolean publish(IndexRun run, int pages, List<Chunk> chunks, Sql.Work<Void> more) {
    return Sql.inTransaction(
        source,
        connection -> {
          if (makeReady(connection, run, pages, chunks.size()) == 0) {
            return false;
          }
          if (run.version() != null) {
            DocumentVersions.publish(connection, run.version());
          }
          Sql.update(connection, "delete from chunk where document_id = ?", run.documentId());
          insert(connection, run.documentId(), chunks);
          ChunkWords.replace(connection, run.documentId(), nameOf(connection, run), chunks);
          more.on(connection);
          return true;
        });
  }

  private static String nameOf(Connection connection, IndexRun run) throws SQLException {
    return Sql.query(
            connection,
            row -> row.getString(1),
            "select name from document where id = ?",
            run.documentId())
        .get(0);
  }

  private static int makeReady(Connection connection, IndexRun run, int pages, int chunks)
      throws SQLException {
    return Sql.update(
        connection,
        """
        update document
        set status = 'ready', pages = ?, chunks = ?, error = null, revision = revision + 1,
          tried_at = now()
        where id = ? and task_id = ? and attempt = ? and status = 'processing'
        """,
        pages,
        chunks,
        run.documentId(),
        run.taskId(),
        run.attempt());
  }

  private static void insert(Connection connection, UUID documentId, List<Chunk> chunks)
      throws SQLException {
    for (int from = 0; from < chunks.size(); from += ROWS_AT_ONCE) {
      List<Chunk> rows = chunks.subList(from, Math.min(from + ROWS_AT_ONCE, chunks.size()));
      List<Integer> numbers = IntStream.range(from, from + rows.size()).boxed().toList();
      Sql.update(
          connection,
          """
          insert into chunk (document_id, no, page, heading, text, embedding, sentences)
          select ?::uuid, g.*
          from unnest(?::int[], ?::int[], ?::text[], ?::text[], ?::bytea[], ?::bytea[]) as g
          """,
          documentId,
          ArrayParameter.ints(numbers, n -> n),
          ArrayParameter.ints(rows, Chunk::page),
          ArrayParameter.texts(rows, Chunk::heading),
          ArrayParameter.texts(rows, Chunk::text),
          ArrayParameter.bytes(rows, Chunk::vector),
          ArrayParameter.bytes(rows, Chunk::sentences));
    }
  }

  /** Whether there is anything to find. */
  public boolean any(SearchScope scope) {
    return !ready(scope, "limit 1").isEmpty();
  }

  /** The documents that can be searched. */
  List<IndexedDocument> ready(SearchScope scope) {
    return ready(scope, "");
  }

  private List<IndexedDocument> ready(SearchScope scope, String limit) {
    return Sql.query(
        source,
        row ->
            new IndexedDocument(
                row.getObject("id", UUID.class),
                row.getInt("revision"),
                row.getInt("chunks"),
                row.getInt("words"),
                row.getString("language")),
        READY + limit,
        scope.owner().tenant(),
        scope.owner().userId(),
        ArrayParameter.texts(scope.tags(), tag -> tag),
        ArrayParameter.uuids(scope.documents(), id -> id),
        ArrayParameter.uuids(scope.documents(), id -> id),
        scope.from(),
        scope.from(),
        scope.until(),
        scope.until());
  }

  /**
   * The chunks that are nearest by meaning, and those that are best by words, as one list.
   *
   * @param words of the question; none is allowed
   * @param limit of the list; a shorter one is the beginning of a longer
   */
  public Candidates candidates(SearchScope scope, QueryWords words, float[] vector, int limit) {
    List<IndexedDocument> documents = ready(scope);
    if (documents.isEmpty()) {
      return new Candidates(Map.of(), List.of());
    }
    WordSearch.Result byWords =
        Sql.with(source, connection -> new WordSearch(documents).find(connection, words));
    Map<Key, Double> fused = new HashMap<>();
    add(fused, vectors.nearest(documents, vector, CANDIDATES).stream().map(Vectors.Near::key));
    add(fused, byWords.best().stream().limit(CANDIDATES).map(WordSearch.Match::key));
    List<Key> best =
        fused.entrySet().stream()
            .sorted(
                Map.Entry.<Key, Double>comparingByValue()
                    .reversed()
                    .thenComparing(each -> each.getKey().documentId())
                    .thenComparing(each -> each.getKey().no()))
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    Map<Key, SearchHit> hits = read(scope.owner(), best, byWords, new PackedVector.Query(vector));
    return new Candidates(
        byWords.weights(), best.stream().map(hits::get).filter(Objects::nonNull).toList());
  }

  private static void add(Map<Key, Double> fused, Stream<Key> ranked) {
    int place = 0;
    for (Key key : (Iterable<Key>) ranked::iterator) {
      place++;
      fused.merge(key, 1 / (FLATTENING + place), Double::sum);
    }
  }

  private Map<Key, SearchHit> read(
      Owner owner, List<Key> keys, WordSearch.Result byWords, PackedVector.Query query) {
    Map<Key, SearchHit> hits = new HashMap<>();
    Sql.query(
        source,
        row -> {
          Key key = new Key(row.getObject("document_id", UUID.class), row.getInt("no"));
          byte[] sentences = row.getBytes("sentences");
          return hits.put(
              key,
              new SearchHit(
                  key.documentId(),
                  key.no(),
                  row.getString("name"),
                  row.getInt("page"),
                  row.getString("heading"),
                  row.getString("text"),
                  query.cosine(row.getBytes("embedding"), 0),
                  sentences == null ? 0 : query.best(sentences),
                  byWords.share(key),
                  byWords.isForeign(row.getString("language")),
                  byWords.absentIn(key)));
        },
        BY_KEY,
        ArrayParameter.uuids(keys, Key::documentId),
        ArrayParameter.ints(keys, Key::no),
        owner.tenant(),
        owner.userId());
    return hits;
  }
}
