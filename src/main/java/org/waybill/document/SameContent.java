package org.waybill.document;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** The document that an uploaded file is already. */
final class SameContent {

  /**
   * One whose upload broke off between its row and its task waits for nothing: a minute later it
   * counts as failed.
   */
  private static final String FIND =
      """
      select id, task_id, file_key,
        status = 'failed' or (status = 'queued' and created_at < now() - interval '1 minute'
          and not exists (select from task t where t.id = d.task_id)) as failed
      from document d
      where tenant = ? and user_id = ? and sha256 = ? and media_type = ? and not is_copy
      for update
      """;

  private record Found(UUID id, UUID taskId, String fileKey, boolean failed) {

    static Found read(ResultSet row) throws SQLException {
      return new Found(
          row.getObject("id", UUID.class),
          row.getObject("task_id", UUID.class),
          row.getString("file_key"),
          row.getBoolean("failed"));
    }
  }

  private SameContent() {}

  /** Takes the upload as one of a document that is there. */
  static Optional<Upload> take(Connection connection, NewDocument document) throws SQLException {
    List<Found> found =
        Sql.query(
            connection,
            Found::read,
            FIND,
            document.owner().tenant(),
            document.owner().userId(),
            document.sha256(),
            document.mediaType());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Found same = found.get(0);
    if (!document.tags().isEmpty()) {
      Sql.update(
          connection,
          "update document set tags = ?::text[] where id = ?",
          ArrayParameter.texts(document.tags(), tag -> tag),
          same.id());
    }
    return Optional.of(
        same.failed() ? again(connection, document, same) : counted(connection, document, same));
  }

  private static Upload again(Connection connection, NewDocument document, Found same)
      throws SQLException {
    Sql.update(
        connection,
        """
        update document set status = 'queued', error = null, attempt = 0, uploads = uploads + 1,
          name = ?, file_key = ?, task_id = ?
        where id = ?
        """,
        document.name(),
        document.fileKey(),
        document.taskId(),
        same.id());
    return new Upload(Upload.Kind.AGAIN, same.id(), document.taskId(), same.fileKey());
  }

  private static Upload counted(Connection connection, NewDocument document, Found same)
      throws SQLException {
    Sql.update(connection, "update document set uploads = uploads + 1 where id = ?", same.id());
    String superfluous = document.fileKey().equals(same.fileKey()) ? null : document.fileKey();
    return new Upload(Upload.Kind.SAME, same.id(), same.taskId(), superfluous);
  }
}
