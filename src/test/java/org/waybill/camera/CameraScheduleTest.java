package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** When a camera is asked, and when it is silent. */
class CameraScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Friday. */
  private static final Instant NOON = Instant.parse("2026-06-05T10:00:00Z");

  @Test
  void aCameraWithAnIntervalThatFailsIsAskedLessOften() {
    CameraSchedule timing = CameraSchedule.every(Duration.ofSeconds(10));
    assertThat(timing.next(NOON, 0)).contains(NOON.plusSeconds(10));
    assertThat(timing.next(NOON, 1)).contains(NOON.plusSeconds(20));
    assertThat(timing.next(NOON, 10)).contains(NOON.plusSeconds(80));
    assertThat(timing.silentAt(NOON)).contains(NOON.plusSeconds(30));
  }

  @Test
  void aScheduleFollowsTheClocksOfItsZone() {
    CameraSchedule timing = CameraSchedule.at("*/5 8-18 * * mon-fri", BERLIN);
    assertThat(timing.next(NOON, 0)).contains(Instant.parse("2026-06-05T10:05:00Z"));
    assertThat(timing.next(Instant.parse("2026-06-05T16:55:00Z"), 0))
        .contains(Instant.parse("2026-06-08T06:00:00Z"));
  }

  @Test
  void aScheduledCameraThatFailsRestsForSomeSecondsButMissesNoRareTime() {
    assertThat(CameraSchedule.at("* * * * * *", BERLIN).next(NOON, 1))
        .contains(NOON.plusSeconds(21));
    assertThat(CameraSchedule.at("* * * * * *", BERLIN).next(NOON, 10))
        .contains(NOON.plusSeconds(81));
    assertThat(CameraSchedule.at("0 13 * * *", BERLIN).next(NOON, 10))
        .contains(Instant.parse("2026-06-05T11:00:00Z"));
  }

  @Test
  void threeTimesWithoutAPictureAreSilenceWhicheverTheyAre() {
    assertThat(CameraSchedule.at("0 8-18 * * mon-fri", BERLIN).silentAt(NOON))
        .as("the third of them may be a minute late")
        .contains(Instant.parse("2026-06-05T13:01:00Z"));
    assertThat(
            CameraSchedule.at("0 18 * * mon-fri", BERLIN)
                .silentAt(Instant.parse("2026-06-05T16:00:01Z")))
        .as("no picture is expected at the weekend")
        .contains(Instant.parse("2026-06-10T16:01:00Z"));
    assertThat(CameraSchedule.at("*/10 * * * * *", BERLIN).silentAt(NOON))
        .as("the fourth comes sooner than a minute later")
        .contains(NOON.plusSeconds(40));
  }
}
