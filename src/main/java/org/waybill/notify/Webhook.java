package org.waybill.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * A webhook: a permanent subscription to events of tasks and cameras.
 *
 * @param disabledBecause why the server disabled it, or null
 */
public record Webhook(
    UUID id,
    String tenant,
    String userId,
    WebhookSpec spec,
    Secret secret,
    String disabledBecause,
    Instant createdAt) {

  static Webhook of(ResultSet row) throws SQLException {
    return new Webhook(
        row.getObject("id", UUID.class),
        row.getString("tenant"),
        row.getString("user_id"),
        spec(row),
        Secrets.secret(row),
        row.getString("disabled_because"),
        Sql.instant(row, "created_at"));
  }

  private static WebhookSpec spec(ResultSet row) throws SQLException {
    return new WebhookSpec(
        row.getString("url"),
        row.getString("description"),
        row.getBoolean("all_users"),
        SqlArrays.of(row.getArray("kinds")),
        Set.copyOf(SqlArrays.texts(row.getArray("camera_events"))),
        SqlArrays.texts(row.getArray("types")),
        SqlArrays.texts(row.getArray("queues")),
        SqlArrays.texts(row.getArray("tags")),
        row.getBoolean("enabled"));
  }
}
