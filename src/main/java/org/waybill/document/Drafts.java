package org.waybill.document;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * What was read and indexed of a document so far, so that no attempt does again what an earlier one
 * has done. Every write is fenced by the attempt.
 */
@ApplicationScoped
public class Drafts {

  private static final String OURS =
      """
      with d as (
        select id, sha256 from document
        where id = ? and task_id = ? and attempt = ? and status = 'processing' for update
      )
      """;

  private static final String ADD_PAGES =
      OURS
          + """
          insert into document_page (document_id, draft, page, sha256, text)
          select d.id, true, g.page, coalesce(?, d.sha256), g.text
          from d, unnest(?::int[], ?::text[]) as g (page, text)
          """;

  private static final String ADD_CHUNKS =
      OURS
          + """
          insert into chunk_draft (document_id, no, page, heading, text, embedding, sentences)
          select d.id, g.* from d, unnest(
            ?::int[], ?::int[], ?::text[], ?::text[], ?::bytea[], ?::bytea[]) as g
          """;

  /** Anything of another file. */
  private static final String STALE =
      """
      select 1 from document d where d.id = ? and exists (
        select 1 from document_page p
        where p.document_id = d.id and p.draft and p.sha256 <> coalesce(?, d.sha256))
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public Drafts() {}

  public Drafts(DataSource source) {
    this.source = source;
  }

  /** The pages that earlier attempts have read of the file, from the first one on. */
  public List<String> pages(IndexRun run) {
    return Sql.inTransaction(
        source,
        connection -> {
          if (!Sql.query(connection, row -> 1, STALE, run.documentId(), versionHash(run))
              .isEmpty()) {
            drop(connection, run);
          }
          return Sql.query(
              connection,
              row -> row.getString(1),
              "select text from document_page where document_id = ? and draft order by page",
              run.documentId());
        });
  }

  /** The passages that earlier attempts have indexed of these pages. */
  public List<Chunk> chunks(IndexRun run) {
    return Sql.query(
        source,
        row ->
            new Chunk(
                row.getInt("page"),
                row.getString("heading"),
                row.getString("text"),
                row.getBytes("embedding"),
                row.getBytes("sentences")),
        """
        select page, heading, text, embedding, sentences from chunk_draft
        where document_id = ? order by no
        """,
        run.documentId());
  }

  /**
   * Keeps what was read.
   *
   * @param first the number of the first of these pages
   * @return false if the document is no longer this attempt's: nothing was kept
   */
  public boolean addPages(IndexRun run, int first, List<String> texts) {
    List<Integer> numbers = IntStream.range(first, first + texts.size()).boxed().toList();
    return 0
        < Sql.update(
            source,
            ADD_PAGES,
            run.documentId(),
            run.taskId(),
            run.attempt(),
            versionHash(run),
            ArrayParameter.ints(numbers, n -> n),
            ArrayParameter.texts(texts, text -> text));
  }

  /** Of the file that is read, if it is not the document's; else null. */
  private static String versionHash(IndexRun run) {
    return run.version() == null ? null : run.version().sha256();
  }

  /**
   * Keeps passages.
   *
   * @param first how many the document had before
   * @return false if the document is no longer this attempt's: nothing was kept
   */
  public boolean addChunks(IndexRun run, int first, List<Chunk> chunks) {
    List<Integer> numbers = IntStream.range(first, first + chunks.size()).boxed().toList();
    return 0
        < Sql.update(
            source,
            ADD_CHUNKS,
            run.documentId(),
            run.taskId(),
            run.attempt(),
            ArrayParameter.ints(numbers, n -> n),
            ArrayParameter.ints(chunks, Chunk::page),
            ArrayParameter.texts(chunks, Chunk::heading),
            ArrayParameter.texts(chunks, Chunk::text),
            ArrayParameter.bytes(chunks, Chunk::vector),
            ArrayParameter.bytes(chunks, Chunk::sentences));
  }

  /** The passages are to be made anew. */
  public void dropChunks(IndexRun run) {
    Sql.update(source, "delete from chunk_draft where document_id = ?", run.documentId());
  }

  /** The document cannot be indexed: nobody goes on with it, unless it is a later attempt's. */
  public void drop(IndexRun run) {
    Sql.inTransaction(
        source,
        connection -> {
          int ours =
              Sql.query(
                      connection,
                      row -> 1,
                      "select 1 from document where id = ? and task_id = ? and attempt = ? for update",
                      run.documentId(),
                      run.taskId(),
                      run.attempt())
                  .size();
          if (ours > 0) {
            drop(connection, run);
          }
          return null;
        });
  }

  private static void drop(Connection connection, IndexRun run) throws SQLException {
    Sql.update(
        connection, "delete from document_page where document_id = ? and draft", run.documentId());
    Sql.update(connection, "delete from chunk_draft where document_id = ?", run.documentId());
  }

  /**
   * Makes the pages that were read those of the document; for the transaction that publishes it.
   *
   * @param withoutText numbers of pages
   * @param notes what its owner should know of it
   */
  public static Void publish(
      Connection connection, IndexRun run, List<Integer> withoutText, List<String> notes)
      throws SQLException {
    Sql.update(
        connection,
        "delete from document_page where document_id = ? and not draft",
        run.documentId());
    Sql.update(
        connection,
        "update document_page set draft = false where document_id = ?",
        run.documentId());
    Sql.update(connection, "delete from chunk_draft where document_id = ?", run.documentId());
    Sql.update(
        connection,
        "update document set pages_without_text = ?, notes = ? where id = ?",
        ArrayParameter.ints(withoutText, n -> n),
        ArrayParameter.texts(notes, text -> text),
        run.documentId());
    return null;
  }
}
