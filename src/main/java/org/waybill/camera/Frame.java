package org.waybill.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * A frame of a camera.
 *
 * @param status {@code waiting}, {@code analysed} or {@code failed}
 * @param result JSON text of its {@link Analysis}, or null
 * @param error why there is none, or null
 * @param asks whether a model is still to be asked about it
 */
public record Frame(
    UUID id,
    Instant takenAt,
    String status,
    UUID taskId,
    String fileKey,
    String mediaType,
    long bytes,
    int width,
    int height,
    String result,
    String error,
    boolean asks) {

  static Frame read(ResultSet row) throws SQLException {
    return new Frame(
        row.getObject("id", UUID.class),
        Sql.instant(row, "taken_at"),
        row.getString("status"),
        row.getObject("task_id", UUID.class),
        row.getString("file_key"),
        row.getString("media_type"),
        row.getLong("bytes"),
        row.getInt("width"),
        row.getInt("height"),
        row.getString("result"),
        row.getString("error"),
        row.getBoolean("asks"));
  }
}
