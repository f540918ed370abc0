package org.waybill.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A file that takes the place of a document's file as soon as it is indexed.
 *
 * @param taskId the task that indexes it
 */
public record DocumentVersion(
    UUID id,
    UUID documentId,
    String name,
    String mediaType,
    long bytes,
    String sha256,
    String fileKey,
    UUID taskId) {

  static DocumentVersion read(ResultSet row) throws SQLException {
    return new DocumentVersion(
        row.getObject("id", UUID.class),
        row.getObject("document_id", UUID.class),
        row.getString("name"),
        row.getString("media_type"),
        row.getLong("bytes"),
        row.getString("sha256"),
        row.getString("file_key"),
        row.getObject("task_id", UUID.class));
  }
}
