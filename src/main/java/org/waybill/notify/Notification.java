package org.waybill.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.waybill.json.JsonObjectWriter;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;

/**
 * What a user finds who comes back.
 *
 * @param kind how the task ended, or that it asks
 * @param duration since the task was accepted
 * @param readAt null while it is unread
 */
public record Notification(
    UUID id,
    Owner owner,
    UUID taskId,
    EventKind kind,
    Reason reason,
    String type,
    String chatId,
    Duration duration,
    Instant createdAt,
    Instant readAt,
    Instant mailedAt) {

  /** Why the user is notified. */
  public enum Reason {
    /** It ended while the user was not connected. */
    AWAY,
    /** It took long. */
    LONG,
    /** It needs input. */
    INPUT;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Notification of(ResultSet row) throws SQLException {
    return new Notification(
        row.getObject("id", UUID.class),
        new Owner(row.getString("tenant"), row.getString("user_id")),
        row.getObject("task_id", UUID.class),
        EventKind.of(row.getString("kind")),
        Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
        row.getString("type"),
        row.getString("chat_id"),
        Duration.ofMillis(row.getLong("duration_ms")),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "read_at"),
        Sql.instant(row, "mailed_at"));
  }

  /** One line for people. */
  public String text() {
    String time = spoken(duration);
    return switch (kind) {
      case COMPLETED -> "%s completed after %s".formatted(type, time);
      case FAILED -> "%s failed after %s".formatted(type, time);
      case CANCELLED -> "%s was cancelled after %s".formatted(type, time);
      default -> "%s needs your input".formatted(type);
    };
  }

  private static String spoken(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? seconds / 60 + " min " + seconds % 60 + " s"
        : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
  }

  /** As the outside sees it. */
  public void write(StringBuilder out) {
    new JsonObjectWriter(out)
        .text("id", id)
        .text("taskId", taskId)
        .text("event", "task." + kind.label())
        .text("reason", reason.label())
        .text("text", text())
        .text("type", type)
        .text("chatId", chatId)
        .number("durationMs", duration.toMillis())
        .time("createdAt", createdAt)
        .flag("read", readAt != null)
        .time("readAt", readAt)
        .time("mailedAt", mailedAt)
        .json("links", "{\"task\":\"/api/tasks/" + taskId + "\"}")
        .end();
  }
}
