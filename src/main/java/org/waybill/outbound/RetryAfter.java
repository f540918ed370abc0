package org.waybill.outbound;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** HTTP's Retry-After: seconds, or a date. */
public final class RetryAfter {

  private RetryAfter() {}

  /** How long to wait; empty if the header is missing or makes no sense. */
  public static Optional<Duration> of(Optional<String> header, Clock clock) {
    return header.flatMap(value -> read(value.strip(), clock));
  }

  private static Optional<Duration> read(String value, Clock clock) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
