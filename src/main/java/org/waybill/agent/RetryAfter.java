package org.waybill.agent;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** HTTP's Retry-After: seconds, or a date. */
final class RetryAfter {

  private RetryAfter() {}

  /** How long to wait, or null if the header is missing or makes no sense. */
  static Duration of(HttpHeaders headers, Clock clock) {
    return headers.firstValue("Retry-After").map(value -> read(value.strip(), clock)).orElse(null);
  }

  private static Duration read(String value, Clock clock) {
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      var at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), at);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
