package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.owner.Owner;

/** Missed times, pauses, manual runs and changes. */
class SchedulesTest extends ScheduleFixture {

  @Test
  void oneFiringMakesUpForTimesThatWereMissedWithinTheWindow() {
    UUID id = make(minutely(Duration.ofHours(1)));
    isDueSince(id, Duration.ofMinutes(10));
    firing(node).pass();
    assertThat(tasksOf(id)).hasSize(1);
    assertThat(found(id).missed().count()).isEqualTo(1);
    assertThat(found(id).last().at()).isAfter(found(id).missed().lastAt().minusSeconds(61));
  }

  @Test
  void beyondTheWindowNothingIsCaughtUp() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    isDueSince(id, Duration.ofMinutes(31));
    firing(node).pass();
    assertThat(tasksOf(id)).isEmpty();
    assertThat(found(id).missed().count()).isEqualTo(1);
    assertThat(found(id).nextAt()).isAfter(found(id).missed().lastAt());
  }

  @Test
  void aPausedScheduleRestsAndCatchesUpOnNothing() {
    UUID id = make(minutely(Duration.ofDays(1)));
    isDueSince(id, Duration.ofMinutes(3));
    assertThat(schedules().pause(id, ACME).orElseThrow().nextAt()).isNull();
    firing(node).pass();
    Schedule resumed = schedules().resume(id, ACME).orElseThrow();
    firing(node).pass();
    assertThat(tasksOf(id)).isEmpty();
    assertThat(resumed.paused()).isFalse();
    assertThat(resumed.nextAt()).isNotNull();
  }

  @Test
  void aScheduleIsRunByHandBesideItsTimes() {
    UUID id = schedules().make(hourly(TASK, Overlap.SKIP), "acme", "ann", true).id();
    UUID task = firing(node).runNow(id).orElseThrow();
    assertThat(found(id).last().taskId()).isEqualTo(task.toString());
    assertThat(tasksOf(id)).containsExactly("queued");
    assertThat(firing(node).runNow(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aChangeOfTheTaskKeepsTheNextTimeAndAChangeOfTheTimesDoesNot() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    Schedule old = found(id);
    ScheduleSpec other = hourly("{\"type\":\"tool_execution\"}", Overlap.QUEUE);
    assertThat(schedules().replace(id, ACME, other, null).orElseThrow().nextAt())
        .isEqualTo(old.nextAt());
    assertThat(schedules().replace(id, ACME, minutely(Duration.ZERO), null).orElseThrow().nextAt())
        .isBefore(old.nextAt());
  }

  @Test
  void anothersScheduleIsAsAbsentAsOneThatDoesNotExist() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    for (Owner stranger : List.of(new Owner("acme", "bob"), new Owner("globex", null))) {
      assertThat(schedules().find(id, stranger)).isEmpty();
      assertThat(schedules().list(stranger, null, 10)).isEmpty();
      assertThat(schedules().pause(id, stranger)).isEmpty();
      assertThat(schedules().delete(id, stranger)).isFalse();
    }
    assertThat(schedules().list(new Owner("acme", null), null, 10)).hasSize(1);
    assertThat(schedules().delete(id, ACME)).isTrue();
  }
}
