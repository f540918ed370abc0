package org.waybill.camera;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/**
 * A camera.
 *
 * @param states what goes on; see {@link CameraState}
 * @param seenAt when it last gave a picture, the same one or another; or null
 * @param failures how often polling failed in a row
 * @param error why the last poll got no frame, or null
 * @param repeats how often the last picture came again
 */
public record Camera(
    UUID id,
    Owner owner,
    CameraSpec spec,
    List<String> states,
    Instant createdAt,
    Instant updatedAt,
    Instant seenAt,
    int failures,
    String error,
    String lastSha256,
    int repeats) {

  private static final String LOCK = "select * from camera where id = ? for update";

  /** Locks its row until the transaction ends; empty if it is no longer there. */
  static Optional<Camera> lock(Connection connection, UUID id) throws SQLException {
    return Sql.query(connection, Camera::read, LOCK, id).stream().findFirst();
  }

  static Camera read(ResultSet row) throws SQLException {
    return new Camera(
        row.getObject("id", UUID.class),
        new Owner(row.getString("tenant"), row.getString("user_id")),
        new CameraSpec(
            row.getString("name"),
            row.getString("snapshot_url"),
            timing(row),
            row.getString("zones"),
            row.getString("thresholds"),
            row.getString("question"),
            CameraSpec.Ask.valueOf(row.getString("ask").toUpperCase(Locale.ROOT)),
            new CameraSpec.Notices(
                List.of((String[]) row.getArray("notify_events").getArray()),
                Duration.ofMillis(row.getLong("notify_quiet_ms")))),
        List.of((String[]) row.getArray("states").getArray()),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"),
        Sql.instant(row, "seen_at"),
        row.getInt("failures"),
        row.getString("error"),
        row.getString("last_sha256"),
        row.getInt("repeats"));
  }

  private static CameraSchedule timing(ResultSet row) throws SQLException {
    String cron = row.getString("cron");
    if (cron != null) {
      return CameraSchedule.at(cron, ZoneId.of(row.getString("time_zone")));
    }
    long interval = row.getLong("interval_ms");
    return row.wasNull() ? null : CameraSchedule.every(Duration.ofMillis(interval));
  }

  List<Zone> zones() {
    return Zone.of(Json.read(spec.zones()).asJsonArray());
  }

  Thresholds thresholds() {
    return Thresholds.of(Json.read(spec.thresholds()).asJsonObject());
  }
}
