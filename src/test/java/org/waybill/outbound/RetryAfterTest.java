package org.waybill.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private final Clock clock = Clock.fixed(Instant.parse("2026-03-11T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void readsSecondsAndDates() {
    assertThat(after("30")).contains(Duration.ofSeconds(30));
    assertThat(after("Wed, 11 Mar 2026 12:01:00 GMT")).contains(Duration.ofMinutes(1));
    assertThat(after("Wed, 11 Mar 2026 11:00:00 GMT")).contains(Duration.ZERO);
  }

  @Test
  void ignoresWhatMakesNoSense() {
    assertThat(after("soon")).isEmpty();
    assertThat(after("-5")).isEmpty();
    assertThat(RetryAfter.of(Optional.empty(), clock)).isEmpty();
  }

  private Optional<Duration> after(String value) {
    return RetryAfter.of(Optional.of(value), clock);
  }
}
