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

  public void add(NewDocument document) {
    add(document, connection -> null);
  }

  /**
   * @param first what is to be done before in the same transaction, for instance to ask whether
   *     there may be one more
   */
  public void add(NewDocument document, Sql.Work<Void> first) {
    Sql.inTransaction(
        source,
        connection -> {
          first.on(connection);
          return insert(connection, document);
        });
  }

  private static int insert(Connection connection, NewDocument document) throws SQLException {
    return Sql.update(
        connection,
        """
        insert into document
          (id, tenant, user_id, name, media_type, bytes, sha256, file_key, status, task_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?)
        """,
        document.id(),
        document.owner().tenant(),
        document.owner().userId(),
        document.name(),
        document.mediaType(),
        document.bytes(),
        document.sha256(),
        document.fileKey(),
        document.taskId());
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
            where tenant = ? and user_id = ? and status = 'ready' and (id::text = ? or name = ?)
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
    return Sql.query(
        source,
        Document::read,
        """
        select * from document
        where tenant = ? and user_id = ? and (?::uuid is null or id < ?::uuid)
        order by id desc limit ?
        """,
        owner.tenant(),
        owner.userId(),
        before,
        before,
        limit);
  }

  /** How many of the owner's documents can be searched. */
  public int countReady(Owner owner) {
    return Sql.query(
            source,
            row -> row.getInt(1),
            "select count(*) from document where tenant = ? and user_id = ? and status = 'ready'",
            owner.tenant(),
            owner.userId())
        .get(0);
  }

  /** Deletes the row and its chunks; answers what was deleted, if it was there. */
  public Optional<Document> remove(Owner owner, UUID id) {
    return Sql.query(
            source,
            Document::read,
            "delete from document where id = ? and tenant = ? and user_id = ? returning *",
            id,
            owner.tenant(),
            owner.userId())
        .stream()
        .findFirst();
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

  /** Notes why this attempt failed; does nothing if the document is no longer this attempt's. */
  public void fail(IndexRun run, String reason) {
    Sql.update(
        source,
        """
        update document set status = 'failed', error = ?
        where id = ? and task_id = ? and attempt = ? and status = 'processing'
        """,
        reason,
        run.documentId(),
        run.taskId(),
        run.attempt());
  }

  /** Its task ended before it was indexed: cancelled, or failed without an attempt to note it. */
  public void giveUp(UUID taskId, String reason) {
    Sql.update(
        source,
        """
        update document set status = 'failed', error = ?
        where task_id = ? and status in ('queued', 'processing')
        """,
        reason,
        taskId);
  }
}
