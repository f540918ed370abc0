package org.waybill.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * An uploaded document.
 *
 * @param pages null until it was read
 * @param chunks null until it was indexed
 * @param error why the last attempt failed, or null
 * @param taskId the task that indexes it
 * @param revision how often it was indexed
 */
public record Document(
    UUID id,
    String name,
    String mediaType,
    long bytes,
    String sha256,
    String fileKey,
    DocumentStatus status,
    Integer pages,
    Integer chunks,
    String error,
    UUID taskId,
    Instant createdAt,
    int revision,
    List<String> tags) {

  /** Of one document. */
  public static final int MOST_TAGS = 20;

  public static final int LONGEST_TAG = 64;
  public static final int LONGEST_NAME = 255;

  /** Whether it was indexed once; a new version, or indexing again, changes nothing until then. */
  public boolean isSearchable() {
    return revision > 0;
  }

  static Document read(ResultSet row) throws SQLException {
    return new Document(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("media_type"),
        row.getLong("bytes"),
        row.getString("sha256"),
        row.getString("file_key"),
        DocumentStatus.of(row.getString("status")),
        row.getObject("pages", Integer.class),
        row.getObject("chunks", Integer.class),
        row.getString("error"),
        row.getObject("task_id", UUID.class),
        Sql.instant(row, "created_at"),
        row.getInt("revision"),
        List.of((String[]) row.getArray("tags").getArray()));
  }
}
