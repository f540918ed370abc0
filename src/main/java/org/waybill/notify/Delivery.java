package org.waybill.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * One message to one receiver, and what became of it.
 *
 * @param id what receivers get as {@code webhook-id}
 * @param webhookId null if it is of a hook that is bound to one task
 * @param taskId null if it tells of a camera; then {@code cameraId} is not
 * @param event such as {@code task.completed} or {@code camera.motion_started}
 * @param url null if its hook is gone
 * @param httpStatus of the last try, or null
 * @param error of the last try, or null
 * @param nextTryAt null if there is none
 */
public record Delivery(
    UUID id,
    UUID webhookId,
    String userId,
    UUID taskId,
    UUID cameraId,
    String event,
    Instant at,
    String url,
    State state,
    int tries,
    Integer httpStatus,
    String error,
    Instant triedAt,
    Instant nextTryAt,
    Instant deliveredAt) {

  /** What became of it. */
  public enum State {
    PENDING,
    DELIVERED,
    FAILED;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static Delivery of(ResultSet row) throws SQLException {
    State state = State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT));
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("webhook_id", UUID.class),
        row.getString("user_id"),
        row.getObject("task_id", UUID.class),
        row.getObject("camera_id", UUID.class),
        event(row),
        Sql.instant(row, "at"),
        row.getString("url"),
        state,
        row.getInt("tries"),
        (Integer) row.getObject("http_status"),
        row.getString("error"),
        Sql.instant(row, "tried_at"),
        state == State.PENDING ? Sql.instant(row, "next_try_at") : null,
        Sql.instant(row, "delivered_at"));
  }

  private static String event(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return row.getString("task_id") == null ? kind : "task." + kind;
  }
}
