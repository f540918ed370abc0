package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What is fired for, and what is let go, by how late it is. */
class FiringDecisionTest {

  private static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Trigger MINUTES = new CronTrigger(Cron.of("* * * * *"), ZoneId.of("UTC"));
  private static final Trigger SECONDS = new CronTrigger(Cron.of("* * * * * *"), ZoneId.of("UTC"));
  private static final Trigger DAYS = new CronTrigger(Cron.of("0 9 * * *"), ZoneId.of("UTC"));

  @Test
  void whoIsOnTimeFiresAndGoesOnToTheNext() {
    FiringDecision firingDecision = FiringDecision.of(MINUTES, NINE, NINE.plusMillis(3), HOUR);
    assertThat(firingDecision.fires()).hasValue(NINE);
    assertThat(firingDecision.next()).hasValue(NINE.plusSeconds(60));
    assertThat(firingDecision.missed()).isFalse();
  }

  @Test
  void lateTimesFireOneByOne() {
    FiringDecision firingDecision = FiringDecision.of(SECONDS, NINE, NINE.plusSeconds(20), HOUR);
    assertThat(firingDecision.fires()).hasValue(NINE);
    assertThat(firingDecision.next()).hasValue(NINE.plusSeconds(1));
    assertThat(firingDecision.missed()).isFalse();
  }

  @Test
  void missedTimesAreCaughtUpByOneFiringForTheLastOfThem() {
    FiringDecision firingDecision = FiringDecision.of(MINUTES, NINE, NINE.plusSeconds(630), HOUR);
    assertThat(firingDecision.fires()).hasValue(NINE.plusSeconds(600));
    assertThat(firingDecision.next()).hasValue(NINE.plusSeconds(660));
    assertThat(firingDecision.missed()).isTrue();
  }

  @Test
  void aSingleTimeWithinTheWindowIsCaughtUpAndNothingIsMissed() {
    FiringDecision firingDecision = FiringDecision.of(DAYS, NINE, NINE.plusSeconds(3_000), HOUR);
    assertThat(firingDecision.fires()).hasValue(NINE);
    assertThat(firingDecision.missed()).isFalse();
  }

  @Test
  void whatLiesBeyondTheWindowIsLetGo() {
    FiringDecision firingDecision = FiringDecision.of(DAYS, NINE, NINE.plusSeconds(3_601), HOUR);
    assertThat(firingDecision.fires()).isEmpty();
    assertThat(firingDecision.next()).hasValue(NINE.plus(Duration.ofDays(1)));
    assertThat(firingDecision.missed()).isTrue();
  }

  @Test
  void withoutCatchUpOnlyWhatIsNearlyOnTimeFires() {
    assertThat(FiringDecision.of(DAYS, NINE, NINE.plusMillis(1_900), Duration.ZERO).fires())
        .hasValue(NINE);
    assertThat(FiringDecision.of(DAYS, NINE, NINE.plusMillis(2_100), Duration.ZERO).fires())
        .isEmpty();
  }

  @Test
  void yearsOfAnIntervalCostNothing() {
    Trigger each = new IntervalTrigger(NINE, Duration.ofSeconds(1));
    Instant now = NINE.plus(Duration.ofDays(3_650)).plusMillis(500);
    FiringDecision firingDecision = FiringDecision.of(each, NINE, now, Duration.ofDays(30));
    assertThat(firingDecision.fires()).hasValue(now.minusMillis(500));
    assertThat(firingDecision.next()).hasValue(now.plusMillis(500));
  }
}
