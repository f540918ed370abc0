package org.waybill.document;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** The index: stores the chunks of a document, and finds those that may fit a question. */
@ApplicationScoped
public class Chunks {

  private static final int ROWS_AT_ONCE = 500;

  private static final String BY_KEY =
      """
      select c.document_id, c.no, d.name, c.page, c.text, c.embedding
      from unnest(?::uuid[], ?::int[]) as k (document_id, no)
      join chunk c on c.document_id = k.document_id and c.no = k.no
      join document d on d.id = c.document_id
      where d.tenant = ? and d.user_id = ? and d.status = 'ready'
      """;

  private static final String BY_WORDS =
      """
      select c.document_id, c.no, d.name, c.page, c.text, c.embedding
      from (select websearch_to_tsquery('english', ?) || websearch_to_tsquery('german', ?)) as w (q)
      join chunk c on c.tsv @@ w.q
      join document d on d.id = c.document_id
      where d.tenant = ? and d.user_id = ? and d.status = 'ready'
      order by ts_rank_cd(c.tsv, w.q, 1) desc, c.document_id, c.no
      limit ?
      """;

  private static final String PAGES =
      """
      select page, string_agg(text, E'\n' order by no) as text from chunk
      where document_id = ? and page between ? and ? group by page order by page limit ?
      """;

  private static final String ANY =
      """
      select from document
      where tenant = ? and user_id = ? and status = 'ready' and chunks > 0 limit 1
      """;

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
    return Sql.inTransaction(
        source,
        connection -> {
          if (makeReady(connection, run, pages, chunks.size()) == 0) {
            return false;
          }
          Sql.update(connection, "delete from chunk where document_id = ?", run.documentId());
          insert(connection, run.documentId(), chunks);
          return true;
        });
  }

  private static int makeReady(Connection connection, IndexRun run, int pages, int chunks)
      throws SQLException {
    return Sql.update(
        connection,
        """
        update document
        set status = 'ready', pages = ?, chunks = ?, error = null, revision = revision + 1
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
          insert into chunk (document_id, no, page, text, embedding)
          select ?::uuid, g.no, g.page, g.text, g.embedding
          from unnest(?::int[], ?::int[], ?::text[], ?::bytea[]) as g (no, page, text, embedding)
          """,
          documentId,
          ArrayParameter.ints(numbers, n -> n),
          ArrayParameter.ints(rows, Chunk::page),
          ArrayParameter.texts(rows, Chunk::text),
          new ArrayParameter("bytea", rows.stream().map(Chunk::vector).toArray(byte[][]::new)));
    }
  }

  /** The pages of a document that have text, in order. */
  public List<DocumentPage> pages(UUID document, int from, int to, int limit) {
    return Sql.query(
        source,
        row -> new DocumentPage(row.getInt("page"), row.getString("text")),
        PAGES,
        document,
        from,
        to,
        limit);
  }

  /** Whether there is anything to find for this owner. */
  public boolean any(Owner owner) {
    return !Sql.query(source, row -> true, ANY, owner.tenant(), owner.userId()).isEmpty();
  }

  /**
   * Candidates: the nearest by meaning, and the best by words.
   *
   * @param words as PostgreSQL's {@code websearch_to_tsquery} reads them; blank for none
   * @param limit of each kind
   */
  public List<SearchHit> candidates(Owner owner, String words, float[] vector, int limit) {
    var query = new PackedVector.Query(vector);
    Map<String, SearchHit> found = new LinkedHashMap<>();
    List<Vectors.Near> near = vectors.nearest(owner, vector, limit);
    for (SearchHit chunk : byKey(owner, near, query)) {
      found.put(chunk.documentId() + "/" + chunk.no(), chunk);
    }
    for (SearchHit chunk : byWords(owner, words, query, limit)) {
      found.putIfAbsent(chunk.documentId() + "/" + chunk.no(), chunk);
    }
    return List.copyOf(found.values());
  }

  private List<SearchHit> byKey(Owner owner, List<Vectors.Near> near, PackedVector.Query query) {
    return Sql.query(
        source,
        row -> read(row, query),
        BY_KEY,
        ArrayParameter.uuids(near, Vectors.Near::documentId),
        ArrayParameter.ints(near, Vectors.Near::no),
        owner.tenant(),
        owner.userId());
  }

  private List<SearchHit> byWords(Owner owner, String words, PackedVector.Query query, int limit) {
    return words.isBlank()
        ? List.of()
        : Sql.query(
            source,
            row -> read(row, query),
            BY_WORDS,
            words,
            words,
            owner.tenant(),
            owner.userId(),
            limit);
  }

  private static SearchHit read(ResultSet row, PackedVector.Query query) throws SQLException {
    return new SearchHit(
        row.getObject("document_id", UUID.class),
        row.getInt("no"),
        row.getString("name"),
        row.getInt("page"),
        row.getString("text"),
        query.cosine(row.getBytes("embedding"), 0));
  }
}
