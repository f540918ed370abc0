package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When schedules fire, where clocks are changed. */
class TriggerTest {

  private static final String BERLIN = "Europe/Berlin";
  private static final String NEW_YORK = "America/New_York";
  private static final String LORD_HOWE = "Australia/Lord_Howe";

  private static List<String> next(String cron, String zone, String after, int count) {
    return new CronTrigger(Cron.of(cron), ZoneId.of(zone))
        .next(Instant.parse(after), count).stream().map(Instant::toString).toList();
  }

  @Test
  void aSkippedTimeFiresAtOnceAfterTheChange() {
    // 2026-03-29 02:00 CET is 03:00 CEST.
    assertThat(next("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    // 2026-03-08 02:00 EST is 03:00 EDT.
    assertThat(next("0 2 * * *", NEW_YORK, "2026-03-07T12:00:00Z", 2))
        .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:00:00Z");
    // 2026-10-04 02:00 +10:30 is 02:30 +11:00.
    assertThat(next("15 2 * * *", LORD_HOWE, "2026-10-03T00:00:00Z", 2))
        .containsExactly("2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
  }

  @Test
  void severalSkippedTimesAreOneFiring() {
    assertThat(next("0,20,40 2 * * *", BERLIN, "2026-03-29T00:59:59Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
    assertThat(next("0 2,3 * * *", BERLIN, "2026-03-29T00:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
  }

  @Test
  void aTimeThatIsShownTwiceFiresTheFirstTimeOnly() {
    // 2026-10-25 03:00 CEST is 02:00 CET.
    assertThat(next("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    // 2026-11-01 02:00 EDT is 01:00 EST.
    assertThat(next("30 1 * * *", NEW_YORK, "2026-10-31T12:00:00Z", 2))
        .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
    // 2026-04-05 02:00 +11:00 is 01:30 +10:30.
    assertThat(next("45 1 * * *", LORD_HOWE, "2026-04-04T00:00:00Z", 2))
        .containsExactly("2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-10-25T01:00:00Z", "2026-10-25T01:15:00Z", "2026-10-25T01:59:59Z"})
  void whoAsksWhileAnHourIsShownAgainIsToldOfTheNextDay(String during) {
    assertThat(next("30 2 * * *", BERLIN, during, 1)).containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  void theHoursAroundARepeatedOneAreKept() {
    assertThat(next("0 1-3 * * *", BERLIN, "2026-10-24T22:00:00Z", 4))
        .containsExactly(
            "2026-10-24T23:00:00Z",
            "2026-10-25T00:00:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-26T00:00:00Z");
  }

  @Test
  void anExpressionForEachHourFollowsTheClock() {
    assertThat(next("*/15 * * * *", BERLIN, "2026-03-29T00:30:00Z", 3))
        .containsExactly("2026-03-29T00:45:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z");
    assertThat(next("30 * * * *", NEW_YORK, "2026-03-08T06:00:00Z", 2))
        .containsExactly("2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z");
    assertThat(next("0 * * * *", BERLIN, "2026-10-24T23:30:00Z", 3))
        .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z");
    // Half an hour is shown again: 01:30 and 01:45 twice, 02:00 once.
    assertThat(next("*/15 * * * *", LORD_HOWE, "2026-04-04T14:30:00Z", 4))
        .containsExactly(
            "2026-04-04T14:45:00Z",
            "2026-04-04T15:00:00Z",
            "2026-04-04T15:15:00Z",
            "2026-04-04T15:30:00Z");
    // Half an hour is skipped: 02:00 and 02:15 are not shown.
    assertThat(next("*/15 * * * *", LORD_HOWE, "2026-10-03T15:00:00Z", 3))
        .containsExactly("2026-10-03T15:15:00Z", "2026-10-03T15:30:00Z", "2026-10-03T15:45:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {BERLIN, NEW_YORK, LORD_HOWE, "UTC", "Asia/Kolkata"})
  void aDailyScheduleFiresOncePerDayOfEveryYear(String zone) {
    for (String cron : List.of("30 1 * * *", "15 2 * * *", "0 0 * * *", "59 59 23 * * *")) {
      List<Instant> times =
          new CronTrigger(Cron.of(cron), ZoneId.of(zone))
              .next(Instant.parse("2026-01-01T23:59:59Z"), 3 * 365);
      assertThat(times).isSorted().doesNotHaveDuplicates();
      assertThat(times.stream().map(t -> t.atZone(ZoneId.of(zone)).toLocalDate()))
          .doesNotHaveDuplicates()
          .hasSize(3 * 365);
      assertThat(Duration.between(times.get(0), times.get(3 * 365 - 1)).toDays())
          .isBetween(3 * 365L - 2, 3 * 365L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BERLIN, NEW_YORK, LORD_HOWE})
  void everyQuarterOfAnHourIsAQuarterOfAnHourLong(String zone) {
    List<Instant> times =
        new CronTrigger(Cron.of("*/15 * * * *"), ZoneId.of(zone))
            .next(Instant.parse("2026-01-01T00:00:00Z"), 366 * 96);
    for (int i = 1; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 1), times.get(i)))
          .isEqualTo(Duration.ofMinutes(15));
    }
  }

  @Test
  void intervalsAreCountedFromTheirAnchor() {
    Trigger every =
        new IntervalTrigger(Instant.parse("2026-01-01T00:00:00.250Z"), Duration.ofSeconds(10));
    assertThat(every.next(Instant.parse("2026-01-01T00:00:00.250Z"), 2))
        .containsExactly(
            Instant.parse("2026-01-01T00:00:10.250Z"), Instant.parse("2026-01-01T00:00:20.250Z"));
    assertThat(every.after(Instant.parse("2025-01-01T00:00:00Z")))
        .hasValue(Instant.parse("2026-01-01T00:00:10.250Z"));
    assertThat(
            every.lastBetween(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:35Z")))
        .hasValue(Instant.parse("2026-01-01T00:00:30.250Z"));
  }
}
