package org.waybill.camera;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * A state of a camera began or ended.
 *
 * @param kind such as {@code motion_started}
 * @param frameId the frame that shows it, or null
 */
public record CameraEvent(Instant at, String kind, UUID frameId) {

  static CameraEvent read(ResultSet row) throws SQLException {
    String frame = row.getString("frame");
    return new CameraEvent(
        Sql.instant(row, "at"),
        row.getString("kind"),
        frame == null ? null : UUID.fromString(frame));
  }
}
