package org.waybill.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.waybill.sql.Sql;

/**
 * A schedule as it is stored.
 *
 * @param anchor from where intervals are counted
 * @param nextAt nominal time of the next firing; null while it is paused
 * @param last what it handed over last
 * @param skipped firings that did not happen because a task had not ended
 * @param missed firings that did not happen because they would have been too late
 * @param error why the last firing failed, or null
 */
public record Schedule(
    UUID id,
    String tenant,
    String userId,
    ScheduleSpec plan,
    Instant anchor,
    boolean paused,
    Instant nextAt,
    Last last,
    Tally skipped,
    Tally missed,
    String error,
    Instant createdAt) {

  /** The last task and its nominal time, both null before the first. */
  public record Last(Instant at, String taskId) {}

  /** How often, and when last. */
  public record Tally(long count, Instant lastAt) {}

  static Schedule of(ResultSet row) throws SQLException {
    return new Schedule(
        row.getObject("id", UUID.class),
        row.getString("tenant"),
        row.getString("user_id"),
        plan(row),
        Sql.instant(row, "anchor_at"),
        row.getBoolean("paused"),
        Sql.instant(row, "next_at"),
        new Last(Sql.instant(row, "last_at"), row.getString("last_task_id")),
        new Tally(row.getLong("skipped"), Sql.instant(row, "skipped_at")),
        new Tally(row.getLong("missed"), Sql.instant(row, "missed_at")),
        row.getString("error"),
        Sql.instant(row, "created_at"));
  }

  private static ScheduleSpec plan(ResultSet row) throws SQLException {
    String cron = row.getString("cron");
    return new ScheduleSpec(
        row.getString("name"),
        cron,
        cron == null ? Duration.ofMillis(row.getLong("interval_ms")) : null,
        ZoneId.of(row.getString("zone")),
        row.getString("template"),
        Overlap.valueOf(row.getString("overlap").toUpperCase(Locale.ROOT)),
        Duration.ofMillis(row.getLong("catch_up_ms")));
  }

  Trigger timetable() {
    return plan.timetable(anchor);
  }

  /** Its next firings; of a paused one, if it went on now. */
  public List<Instant> nextTimes(Instant now, int count) {
    return nextAt == null
        ? timetable().next(now, count)
        : timetable().next(nextAt.minusNanos(1), count);
  }
}
