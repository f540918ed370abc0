package org.waybill.document;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** The rows of uploaded documents. */
@ApplicationScoped
public class Documents {

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public Documents() {}

  public Documents(DataSource source) {
    this.source = source;
  }

  public Upload add(NewDocument document) {
    return add(document, connection -> null);
  }

  /**
   * Takes an upload in: as a new document, or as the one that this file is already.
   *
   * @param first what is to be done before there is one more, in the same transaction; for instance
   *     to ask whether there may be
   */
  public Upload add(NewDocument document, Sql.Work<Void> first) {
    return Sql.inTransaction(
        source,
        connection -> {
          Optional<Upload> same = SameContent.take(connection, document);
          boolean asked = false;
          while (same.isEmpty()) {
            if (!asked) {
              first.on(connection);
              asked = true;
            }
            if (insert(connection, document) > 0) {
              return new Upload(Upload.Kind.CREATED, document.id(), document.taskId(), null);
            }
            // Another upload of the same file was faster, and may be deleted again.
            same = SameContent.take(connection, document);
          }
          return same.get();
        });
  }

  /** The upload's task was not accepted; answers the key of the file that nobody holds any more. */
  public Optional<String> undo(Upload upload) {
    Optional<String> file =
        Sql.query(
                source,
                row -> row.getString("file_key"),
                """
                delete from document
                where id = ? and task_id = ? and status = 'queued' and uploads = 1
                returning file_key
                """,
                upload.documentId(),
                upload.taskId())
            .stream()
            .findFirst();
    giveUp(upload.taskId(), "its task was not accepted");
    return file;
  }

  /**
   * Changes what its owner says of a document; what is null stays.
   *
   * @return empty if the owner has no such document
   */
  public Optional<Document> describe(Owner owner, UUID id, String name, List<String> tags) {
    return Sql.query(
            source,
            Document::read,
            """
            update document set name = coalesce(?, name), tags = coalesce(?::text[], tags)
            where id = ? and tenant = ? and user_id = ? returning *
            """,
            name,
            tags == null ? null : ArrayParameter.texts(tags, tag -> tag),
            id,
            owner.tenant(),
            owner.userId())
        .stream()
        .findFirst();
  }

  private static int insert(Connection connection, NewDocument document) throws SQLException {
    return Sql.update(
        connection,
        """
        insert into document
          (id, tenant, user_id, name, media_type, bytes, sha256, file_key, status, task_id, tags)
        values (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?::text[])
        on conflict (tenant, user_id, sha256, media_type) where not is_copy do nothing
        """,
        document.id(),
        document.owner().tenant(),
        document.owner().userId(),
        document.name(),
        document.mediaType(),
        document.bytes(),
        document.sha256(),
        document.fileKey(),
        document.taskId(),
        ArrayParameter.texts(document.tags(), tag -> tag));
  }

  public Optional<Document> find(Owner owner, UUID id) {
    return Sql.query(
            source,
            Document::read,
            "select * from document where id = ? and tenant = ? and user_id = ?",
            id,
            owner.tenant(),
            owner.userId())
        .stream()
        .findFirst();
  }

  /** The indexed document of this id, or the newest of this name. */
  public Optional<Document> findReady(Owner owner, String idOrName) {
    return Sql.query(
            source,
            Document::read,
            """
            select * from document
            where tenant = ? and user_id = ? and revision > 0 and (id::text = ? or name = ?)
            order by id desc limit 1
            """,
            owner.tenant(),
            owner.userId(),
            idOrName,
            idOrName)
        .stream()
        .findFirst();
  }

  /**
   * The owner's documents, newest first.
   *
   * @param before only those older than this one; null for the first page
   */
  public List<Document> list(Owner owner, UUID before, int limit) {
    return list(owner, List.of(), before, limit);
  }

  /** The same of those with all of these tags. */
  public List<Document> list(Owner owner, List<String> tags, UUID before, int limit) {
    return Sql.query(
        source,
        Document::read,
        """
        select * from document
        where tenant = ? and user_id = ? and (?::uuid is null or id < ?::uuid)
          and tags @> ?::text[]
        order by id desc limit ?
        """,
        owner.tenant(),
        owner.userId(),
        before,
        before,
        ArrayParameter.texts(tags, tag -> tag),
        limit);
  }

  /** How many of the owner's documents can be searched. */
  public int countReady(Owner owner) {
    return Sql.query(
            source,
            row -> row.getInt(1),
            "select count(*) from document where tenant = ? and user_id = ? and revision > 0",
            owner.tenant(),
            owner.userId())
        .get(0);
  }

  /**
   * Deletes the row with its chunks and the versions that wait.
   *
   * @return the keys of the files that no row holds any more; empty if it was not there
   */
  public List<String> remove(Owner owner, UUID id) {
    return Sql.query(
        source,
        row -> row.getString("file_key"),
        """
        with gone as (
          delete from document where id = ? and tenant = ? and user_id = ? returning id, file_key
        )
        select file_key from gone
        union all
        select v.file_key from document_version v join gone on gone.id = v.document_id
        """,
        id,
        owner.tenant(),
        owner.userId());
  }

  /** Takes the document for this attempt; empty if it is gone, another's, or a later attempt's. */
  public Optional<Document> begin(IndexRun run) {
    return Sql.query(
            source,
            Document::read,
            """
            update document set status = 'processing', task_id = ?, attempt = ?, error = null
            where id = ? and tenant = ? and user_id = ? and (task_id <> ? or attempt <= ?)
            returning *
            """,
            run.taskId(),
            run.attempt(),
            run.documentId(),
            run.owner().tenant(),
            run.owner().userId(),
            run.taskId(),
            run.attempt())
        .stream()
        .findFirst();
  }

  /**
   * Notes why this attempt failed; does nothing if the document is no longer this attempt's. What
   * was indexed before stays.
   *
   * @param forGood whether another attempt would fail as well
   */
  public void fail(IndexRun run, String reason, boolean forGood) {
    Sql.update(
        source,
        """
        update document
        set status = case when revision > 0 then 'ready' else 'failed' end, error = ?,
          tried_at = case when ? then now() else tried_at end
        where id = ? and task_id = ? and attempt = ? and status = 'processing'
        """,
        reason,
        forGood,
        run.documentId(),
        run.taskId(),
        run.attempt());
  }

  /** Its task ended before it was indexed: cancelled, or failed without an attempt to note it. */
  public void giveUp(UUID taskId, String reason) {
    Sql.update(
        source,
        """
        update document
        set status = case when revision > 0 then 'ready' else 'failed' end, error = ?
        where task_id = ? and status in ('queued', 'processing')
        """,
        reason,
        taskId);
  }
}
