package org.waybill.api.admin;

import java.time.Duration;
import org.waybill.api.RequestBody;

/** Durations as callers write them. */
final class DurationText {

  private static final Duration SHORTEST_RETENTION = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(3_650);

  private DurationText() {}

  /** How long tasks are to be kept; null where the field is absent. */
  static Duration retention(RequestBody body, String field) {
    return body.duration(field, null, SHORTEST_RETENTION, LONGEST_RETENTION);
  }

  /** In the largest unit that leaves no rest: {@code 90s}, {@code 2h}, {@code 30d}. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
