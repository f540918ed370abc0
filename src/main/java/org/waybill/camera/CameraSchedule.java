package org.waybill.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.waybill.schedule.Trigger;

/**
 * When a picture of a camera is expected: each interval, or by a cron expression.
 *
 * @param interval or null, if there is a cron expression
 * @param cron checked, or null
 * @param zone of the cron expression, or null
 */
public record CameraSchedule(Duration interval, String cron, ZoneId zone) {

  /** A camera that fails again and again is asked up to so many times less often. */
  private static final int MOST_BACKOFF = 8;

  /** By a schedule, one that fails rests for this time, and up to eight times as long. */
  private static final Duration REST = Duration.ofSeconds(10);

  /** So many pictures in a row that do not come, and the camera is silent. */
  private static final int MISSED = 3;

  /** The last of them may be late by this. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  public static CameraSchedule every(Duration interval) {
    return new CameraSchedule(interval, null, null);
  }

  public static CameraSchedule at(String cron, ZoneId zone) {
    return new CameraSchedule(null, cron, zone);
  }

  /**
   * When to ask the camera again; empty if never.
   *
   * @param failures how often it has failed in a row
   */
  Optional<Instant> next(Instant now, int failures) {
    long backoff = Math.min(MOST_BACKOFF, 1L << Math.min(failures, 10));
    if (cron == null) {
      return Optional.of(now.plus(interval.multipliedBy(backoff)));
    }
    Instant from = failures == 0 ? now : now.plus(REST.multipliedBy(backoff));
    return Trigger.cron(cron, zone).after(from);
  }

  /** Until when a picture has to come, so that the camera is not silent; empty if it never is. */
  Optional<Instant> silentAt(Instant seen) {
    if (cron == null) {
      return Optional.of(seen.plus(interval.multipliedBy(MISSED)));
    }
    List<Instant> next = Trigger.cron(cron, zone).next(seen, MISSED + 1);
    if (next.size() < MISSED) {
      return Optional.empty();
    }
    Instant late = next.get(MISSED - 1).plus(GRACE);
    boolean isOften = next.size() > MISSED && next.get(MISSED).isBefore(late);
    return Optional.of(isOften ? next.get(MISSED) : late);
  }
}
