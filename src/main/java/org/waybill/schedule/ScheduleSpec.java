package org.waybill.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The validated definition of a schedule.
 *
 * @param cron or null, if it has an interval
 * @param interval or null, if it has a cron expression
 * @param template the task to submit, as JSON text
 * @param catchUp how late a firing may be
 */
public record ScheduleSpec(
    String name,
    String cron,
    Duration interval,
    ZoneId zone,
    String template,
    Overlap overlap,
    Duration catchUp) {

  /**
   * When it fires.
   *
   * @param anchor from where intervals are counted
   */
  public Trigger timetable(Instant anchor) {
    return cron == null ? new IntervalTrigger(anchor, interval) : Trigger.cron(cron, zone);
  }

  boolean firesLike(ScheduleSpec other) {
    return Objects.equals(cron, other.cron)
        && Objects.equals(interval, other.interval)
        && zone.equals(other.zone);
  }
}
