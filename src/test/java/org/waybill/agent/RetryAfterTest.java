package org.waybill.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private final Clock clock = Clock.fixed(Instant.parse("2026-03-11T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void readsSecondsAndDates() {
    assertThat(after("30")).isEqualTo(Duration.ofSeconds(30));
    assertThat(after("Wed, 11 Mar 2026 12:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
    assertThat(after("Wed, 11 Mar 2026 11:00:00 GMT")).isEqualTo(Duration.ZERO);
  }

  @Test
  void ignoresWhatMakesNoSense() {
    assertThat(after("soon")).isNull();
    assertThat(after("-5")).isNull();
    assertThat(RetryAfter.of(HttpHeaders.of(Map.of(), (n, v) -> true), clock)).isNull();
  }

  private Duration after(String value) {
    return RetryAfter.of(
        HttpHeaders.of(Map.of("Retry-After", List.of(value)), (n, v) -> true), clock);
  }
}
