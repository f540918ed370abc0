package org.waybill.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.task.Claim;

/** A time comes while the previous task has not ended. */
class ScheduleOverlapTest extends ScheduleFixture {

  @Test
  void whileATaskHasNotEndedSkippingSchedulesDoNotFire() {
    UUID id = make(hourly(TASK, Overlap.SKIP));
    isDue(id);
    firing(node).pass();
    List<Claim> running = node.start();
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("processing");
    assertThat(found(id).skipped().count()).isEqualTo(1);
    assertThat(found(id).skipped().lastAt()).isNotNull();

    node.complete(running);
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("completed", "queued");
  }

  @Test
  void tasksOfQueuingSchedulesRunOneAfterTheOther() {
    UUID id = make(hourly(TASK, Overlap.QUEUE));
    for (int i = 0; i < 2; i++) {
      isDue(id);
      firing(node).pass();
    }
    List<Claim> first = node.start();
    assertThat(first).hasSize(1);
    assertThat(node.start()).isEmpty();
    node.complete(first);
    assertThat(node.start()).hasSize(1);
    assertThat(tasksOf(id)).containsExactly("completed", "processing");
  }

  @Test
  void aScheduleThatQueuesDoesNotPileUpForEver() {
    UUID id = make(hourly(TASK, Overlap.QUEUE));
    for (int i = 0; i < 102; i++) {
      isDue(id);
      firing(node).pass();
    }
    assertThat(tasksOf(id)).hasSize(100);
    assertThat(found(id).skipped().count()).isEqualTo(2);
  }

  @Test
  void cancellingSchedulesEndTheOldTaskBeforeTheNewOne() {
    UUID id = make(hourly(TASK, Overlap.CANCEL_RUNNING));
    isDue(id);
    firing(node).pass();
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("cancelled", "queued");
    node.start();
    isDue(id);
    firing(node).pass();
    assertThat(tasksOf(id)).containsExactly("cancelled", "processing", "queued");
    assertThat(node.ask(Long.class, "select count(*) from task where cancel_requested"))
        .isEqualTo(1);
  }
}
