package org.waybill.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;

/**
 * A delivery that this node has taken.
 *
 * @param url null if its hook is gone
 * @param secret null where nothing signs it, or nothing has yet
 * @param body the body of the first attempt, or null; always there for an event of a camera
 * @param tries that failed
 * @param allUsers whether its hook tells of all users' tasks
 * @param traceparent of whoever handed the task over, or null
 */
record DueDelivery(
    DeliveryEvent what,
    UUID hookId,
    Owner owner,
    String url,
    String format,
    Map<String, String> headers,
    Secret secret,
    String body,
    int tries,
    String traceparent,
    boolean allUsers) {

  static DueDelivery of(ResultSet row) throws SQLException {
    return new DueDelivery(
        new DeliveryEvent(
            row.getObject("id", UUID.class),
            row.getObject("task_id", UUID.class),
            row.getInt("seq"),
            row.getString("task_id") == null ? null : EventKind.of(row.getString("kind")),
            Sql.instant(row, "at"),
            row.getString("note")),
        row.getObject("hook_id", UUID.class),
        new Owner(row.getString("tenant"), row.getString("user_id")),
        row.getString("url"),
        row.getString("format"),
        DeliveryHeaders.of(row.getString("headers")),
        row.getString("secret") == null ? null : Secrets.secret(row),
        row.getString("body"),
        row.getInt("tries"),
        row.getString("traceparent"),
        row.getBoolean("all_users"));
  }
}
