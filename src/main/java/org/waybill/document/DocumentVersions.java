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

/** New versions of documents, until they are indexed. */
@ApplicationScoped
public class DocumentVersions {

  /** Of one document. */
  public static final int MOST_WAITING = 5;

  /** Why a version is not taken. */
  public static final class NotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient UUID other;

    private NotTaken(UUID other) {
      super(null, null, false, false);
      this.other = other;
    }

    /** Another document, which is this file; null if too many versions wait. */
    public Optional<UUID> other() {
      return Optional.ofNullable(other);
    }
  }

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** For the container, which sets the data source. */
  public DocumentVersions() {}

  public DocumentVersions(DataSource source) {
    this.source = source;
  }

  /**
   * Takes a version in; empty if the owner has no such document.
   *
   * @param first see {@link Documents#add}
   * @throws NotTaken if another document is this file, or too many versions wait
   */
  public Optional<Upload> add(Owner owner, DocumentVersion version, Sql.Work<Void> first) {
    return Sql.inTransaction(
        source,
        connection -> {
          List<Document> document =
              Sql.query(
                  connection,
                  Document::read,
                  "select * from document where id = ? and tenant = ? and user_id = ? for update",
                  version.documentId(),
                  owner.tenant(),
                  owner.userId());
          return document.isEmpty()
              ? Optional.empty()
              : Optional.of(add(connection, owner, document.get(0), version, first));
        });
  }

  private static Upload add(
      Connection connection,
      Owner owner,
      Document document,
      DocumentVersion version,
      Sql.Work<Void> first)
      throws SQLException {
    List<DocumentVersion> waiting =
        Sql.query(
            connection,
            DocumentVersion::read,
            "select * from document_version where document_id = ? order by id desc",
            document.id());
    Optional<UUID> task = sameTask(document, waiting, version);
    if (task.isPresent()) {
      return new Upload(Upload.Kind.SAME, document.id(), task.get(), version.fileKey());
    }
    if (waiting.size() >= MOST_WAITING) {
      throw new NotTaken(null);
    }
    requireNoOther(connection, owner, version);
    first.on(connection);
    insert(connection, version);
    return new Upload(Upload.Kind.VERSION, document.id(), version.taskId(), null);
  }

  /** The newest version counts, or else the document. */
  private static Optional<UUID> sameTask(
      Document document, List<DocumentVersion> waiting, DocumentVersion version) {
    if (!waiting.isEmpty()) {
      DocumentVersion newest = waiting.get(0);
      boolean same =
          newest.sha256().equals(version.sha256())
              && newest.mediaType().equals(version.mediaType());
      return same ? Optional.of(newest.taskId()) : Optional.empty();
    }
    boolean same =
        document.sha256().equals(version.sha256())
            && document.mediaType().equals(version.mediaType())
            && document.status() != DocumentStatus.FAILED;
    return same ? Optional.of(document.taskId()) : Optional.empty();
  }

  private static void requireNoOther(Connection connection, Owner owner, DocumentVersion version)
      throws SQLException {
    List<UUID> others =
        Sql.query(
            connection,
            row -> row.getObject("id", UUID.class),
            """
            select id from document
            where tenant = ? and user_id = ? and sha256 = ? and media_type = ? and not is_copy
              and id <> ?
            """,
            owner.tenant(),
            owner.userId(),
            version.sha256(),
            version.mediaType(),
            version.documentId());
    if (!others.isEmpty()) {
      throw new NotTaken(others.get(0));
    }
  }

  private static void insert(Connection connection, DocumentVersion version) throws SQLException {
    Sql.update(
        connection,
        """
        insert into document_version
          (id, document_id, name, media_type, bytes, sha256, file_key, task_id)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        version.id(),
        version.documentId(),
        version.name(),
        version.mediaType(),
        version.bytes(),
        version.sha256(),
        version.fileKey(),
        version.taskId());
  }

  /** The version, unless it is gone or a newer one waits. */
  public Optional<DocumentVersion> find(UUID document, UUID id) {
    return Sql.query(
            source,
            DocumentVersion::read,
            """
            select * from document_version v
            where id = ? and document_id = ? and not exists (
              select from document_version newer
              where newer.document_id = v.document_id and newer.id > v.id)
              and not exists (
                select from document d where d.id = v.document_id and d.version_id > v.id)
            """,
            id,
            document)
        .stream()
        .findFirst();
  }

  /** Whether the document is this version. */
  public boolean isCurrent(UUID document, UUID id) {
    return !Sql.query(
            source,
            row -> true,
            "select from document where id = ? and version_id = ?",
            document,
            id)
        .isEmpty();
  }

  /** Puts the version in the document's place; it and older ones wait no more. */
  static void publish(Connection connection, DocumentVersion version) throws SQLException {
    Sql.update(
        connection,
        """
        update document d
        set name = ?, media_type = ?, bytes = ?, sha256 = ?, file_key = ?, version_id = ?,
          is_copy = exists (
            select from document o
            where o.tenant = d.tenant and o.user_id = d.user_id and o.sha256 = ?
              and o.media_type = ? and not o.is_copy and o.id <> d.id)
        where id = ?
        """,
        version.name(),
        version.mediaType(),
        version.bytes(),
        version.sha256(),
        version.fileKey(),
        version.id(),
        version.sha256(),
        version.mediaType(),
        version.documentId());
    Sql.update(
        connection,
        "delete from document_version where document_id = ? and id = ?",
        version.documentId(),
        version.id());
  }

  /** Its task ended without indexing it; answers the keys of files that no row holds any more. */
  public List<String> removeOf(UUID taskId) {
    return Sql.query(
        source,
        row -> row.getString("file_key"),
        "delete from document_version where task_id = ? returning file_key",
        taskId);
  }
}
