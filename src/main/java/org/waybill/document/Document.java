package org.waybill.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.waybill.sql.Sql;
import org.waybill.text.NumberRanges;

/**
 * An uploaded document.
 *
 * @param pages null until it was read
 * @param chunks null until it was indexed
 * @param error why the last attempt failed, or null
 * @param taskId the task that indexes it
 * @param pagesWithoutText numbers of the first 1,000 of these pages
 * @param notes what its owner should know of it, for instance which files in it were not read
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
    List<Integer> pagesWithoutText,
    List<String> notes,
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

  /** A sentence that names the pages without text; null if there are none. */
  public String withoutText() {
    return pagesWithoutText.isEmpty()
        ? null
        : NumberRanges.ofPages(pagesWithoutText)
            + (pagesWithoutText.size() == 1 ? " has no text" : " have no text");
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
        List.of((Integer[]) row.getArray("pages_without_text").getArray()),
        List.of((String[]) row.getArray("notes").getArray()),
        row.getInt("revision"),
        List.of((String[]) row.getArray("tags").getArray()));
  }
}
