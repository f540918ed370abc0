package org.waybill.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * A standing wish to be told of tasks' events.
 *
 * @param disabledBecause why it was switched off without its owner, or null
 */
public record Webhook(
    UUID id,
    String tenant,
    String userId,
    Wish wish,
    Secret secret,
    String disabledBecause,
    Instant createdAt) {

  static Webhook of(ResultSet row) throws SQLException {
    return new Webhook(
        row.getObject("id", UUID.class),
        row.getString("tenant"),
        row.getString("user_id"),
        wish(row),
        Secrets.secret(row),
        row.getString("disabled_because"),
        Sql.instant(row, "created_at"));
  }

  private static Wish wish(ResultSet row) throws SQLException {
    return new Wish(
        row.getString("url"),
        row.getString("description"),
        row.getBoolean("all_users"),
        Kinds.of(row.getArray("kinds")),
        Kinds.texts(row.getArray("types")),
        Kinds.texts(row.getArray("queues")),
        Kinds.texts(row.getArray("tags")),
        row.getBoolean("enabled"));
  }
}
