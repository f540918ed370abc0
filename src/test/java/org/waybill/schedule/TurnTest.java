package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What is fired for, and what is let go, by how late it is. */
class TurnTest {

  private static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Timetable MINUTES = new CronTimes(Cron.of("* * * * *"), ZoneId.of("UTC"));
  private static final Timetable SECONDS = new CronTimes(Cron.of("* * * * * *"), ZoneId.of("UTC"));
  private static final Timetable DAYS = new CronTimes(Cron.of("0 9 * * *"), ZoneId.of("UTC"));

  @Test
  void whoIsOnTimeFiresAndGoesOnToTheNext() {
    Turn turn = Turn.of(MINUTES, NINE, NINE.plusMillis(3), HOUR);
    assertThat(turn.fires()).hasValue(NINE);
    assertThat(turn.next()).hasValue(NINE.plusSeconds(60));
    assertThat(turn.missed()).isFalse();
  }

  @Test
  void lateTimesFireOneByOne() {
    Turn turn = Turn.of(SECONDS, NINE, NINE.plusSeconds(20), HOUR);
    assertThat(turn.fires()).hasValue(NINE);
    assertThat(turn.next()).hasValue(NINE.plusSeconds(1));
    assertThat(turn.missed()).isFalse();
  }

  @Test
  void missedTimesAreCaughtUpByOneFiringForTheLastOfThem() {
    Turn turn = Turn.of(MINUTES, NINE, NINE.plusSeconds(630), HOUR);
    assertThat(turn.fires()).hasValue(NINE.plusSeconds(600));
    assertThat(turn.next()).hasValue(NINE.plusSeconds(660));
    assertThat(turn.missed()).isTrue();
  }

  @Test
  void aSingleTimeWithinTheWindowIsCaughtUpAndNothingIsMissed() {
    Turn turn = Turn.of(DAYS, NINE, NINE.plusSeconds(3_000), HOUR);
    assertThat(turn.fires()).hasValue(NINE);
    assertThat(turn.missed()).isFalse();
  }

  @Test
  void whatLiesBeyondTheWindowIsLetGo() {
    Turn turn = Turn.of(DAYS, NINE, NINE.plusSeconds(3_601), HOUR);
    assertThat(turn.fires()).isEmpty();
    assertThat(turn.next()).hasValue(NINE.plus(Duration.ofDays(1)));
    assertThat(turn.missed()).isTrue();
  }

  @Test
  void withoutCatchUpOnlyWhatIsNearlyOnTimeFires() {
    assertThat(Turn.of(DAYS, NINE, NINE.plusMillis(1_900), Duration.ZERO).fires()).hasValue(NINE);
    assertThat(Turn.of(DAYS, NINE, NINE.plusMillis(2_100), Duration.ZERO).fires()).isEmpty();
  }

  @Test
  void yearsOfAnIntervalCostNothing() {
    Timetable each = new EveryInterval(NINE, Duration.ofSeconds(1));
    Instant now = NINE.plus(Duration.ofDays(3_650)).plusMillis(500);
    Turn turn = Turn.of(each, NINE, now, Duration.ofDays(30));
    assertThat(turn.fires()).hasValue(now.minusMillis(500));
    assertThat(turn.next()).hasValue(now.plusMillis(500));
  }
}
