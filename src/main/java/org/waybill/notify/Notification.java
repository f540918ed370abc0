package org.waybill.notify;

import jakarta.json.JsonObjectBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;

/**
 * What a user finds who comes back.
 *
 * @param taskId null if it is of a camera
 * @param kind how the task ended, or that it asks; null if it is of a camera
 * @param camera what happened at a camera; null if it is of a task
 * @param duration since the task was accepted
 * @param readAt null while it is unread
 */
public record Notification(
    UUID id,
    Owner owner,
    UUID taskId,
    EventKind kind,
    CameraNotice camera,
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
    INPUT,
    /** An event of a camera. */
    CAMERA;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What happened at a camera.
   *
   * @param name of the camera
   * @param event such as {@code camera.motion_started}
   * @param frameId the frame that shows it, or null
   */
  public record CameraNotice(UUID id, String name, String event, UUID frameId) {

    private static CameraNotice of(ResultSet row) throws SQLException {
      return new CameraNotice(
          row.getObject("camera_id", UUID.class),
          row.getString("camera_name"),
          row.getString("kind"),
          row.getObject("frame_id", UUID.class));
    }

    private String text() {
      return name + ": " + event.substring(event.indexOf('.') + 1).replace('_', ' ');
    }
  }

  static Notification of(ResultSet row) throws SQLException {
    boolean isOfTask = row.getString("task_id") != null;
    return new Notification(
        row.getObject("id", UUID.class),
        new Owner(row.getString("tenant"), row.getString("user_id")),
        row.getObject("task_id", UUID.class),
        isOfTask ? EventKind.of(row.getString("kind")) : null,
        isOfTask ? null : CameraNotice.of(row),
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
    if (camera != null) {
      return camera.text();
    }
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
    JsonObjectWriter json = new JsonObjectWriter(out).text("id", id);
    if (camera == null) {
      json.text("taskId", taskId).text("event", "task." + kind.label());
    } else {
      json.text("cameraId", camera.id())
          .text("frameId", camera.frameId())
          .text("event", camera.event());
    }
    json.text("reason", reason.label()).text("text", text());
    if (camera == null) {
      json.text("type", type).text("chatId", chatId).number("durationMs", duration.toMillis());
    }
    json.time("createdAt", createdAt)
        .flag("read", readAt != null)
        .time("readAt", readAt)
        .time("mailedAt", mailedAt)
        .json("links", links())
        .end();
  }

  private String links() {
    if (camera == null) {
      return Json.object().add("task", path()).build().toString();
    }
    JsonObjectBuilder links = Json.object().add("camera", path());
    if (camera.frameId() != null) {
      links.add("image", path() + "/frames/" + camera.frameId());
    }
    return links.build().toString();
  }

  /** Of what it is about. */
  String path() {
    return camera == null ? "/api/tasks/" + taskId : "/api/cameras/" + camera.id();
  }
}
