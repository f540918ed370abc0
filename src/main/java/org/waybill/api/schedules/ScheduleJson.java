package org.waybill.api.schedules;

import java.time.Duration;
import java.time.Instant;
import org.waybill.json.JsonObjectWriter;
import org.waybill.schedule.Schedule;
import org.waybill.schedule.ScheduleSpec;

/** Schedules as the outside sees them; what was given is shown so that it may be given again. */
final class ScheduleJson {

  private static final int NEXT_TIMES = 10;

  private ScheduleJson() {}

  /** As an item of a list. */
  static void write(StringBuilder out, Schedule schedule) {
    members(out, schedule).end();
  }

  /** With its next ten times. */
  static String text(Schedule schedule, Instant now) {
    return members(new StringBuilder(1_024), schedule)
        .times("nextTimes", schedule.nextTimes(now, NEXT_TIMES))
        .end()
        .toString();
  }

  private static JsonObjectWriter members(StringBuilder out, Schedule schedule) {
    ScheduleSpec scheduleSpec = schedule.plan();
    return new JsonObjectWriter(out)
        .text("id", schedule.id())
        .text("tenant", schedule.tenant())
        .text("userId", schedule.userId())
        .text("name", scheduleSpec.name())
        .text("cron", scheduleSpec.cron())
        .text(
            "interval", scheduleSpec.interval() == null ? null : duration(scheduleSpec.interval()))
        .text("zone", scheduleSpec.zone())
        .json("task", scheduleSpec.template())
        .text("overlap", scheduleSpec.overlap().label())
        .text("catchUp", duration(scheduleSpec.catchUp()))
        .flag("paused", schedule.paused())
        .time("nextAt", schedule.nextAt())
        .time("lastAt", schedule.last().at())
        .text("lastTaskId", schedule.last().taskId())
        .number("skipped", schedule.skipped().count())
        .time("lastSkippedAt", schedule.skipped().lastAt())
        .number("missed", schedule.missed().count())
        .time("lastMissedAt", schedule.missed().lastAt())
        .text("error", schedule.error())
        .time("createdAt", schedule.createdAt());
  }

  /** In the largest unit that it is a multiple of. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    if (seconds % 3_600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3_600 + "h";
  }
}
