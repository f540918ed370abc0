package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskStatusTest {

  @ParameterizedTest
  @EnumSource
  void aLabelLeadsBackToItsStatus(TaskStatus status) {
    assertThat(TaskStatus.of(status.label())).isSameAs(status);
    assertThat(status.label()).isLowerCase();
  }

  @ParameterizedTest
  @EnumSource
  void aFinalStatusIsLeftOnlyByARetry(TaskStatus status) {
    if (status.isFinal()) {
      assertThat(EnumSet.of(TaskStatus.QUEUED)).containsAll(status.next());
    }
  }

  @Test
  void aCompletedTaskIsNeverRunAgain() {
    assertThat(TaskStatus.COMPLETED.next()).isEmpty();
  }

  @Test
  void everyStatusCanBeReachedFromQueued() {
    Set<TaskStatus> reached = new HashSet<>(Set.of(TaskStatus.QUEUED));
    boolean more = true;
    while (more) {
      Set<TaskStatus> next = new HashSet<>(reached);
      reached.forEach(status -> next.addAll(status.next()));
      more = reached.addAll(next);
    }
    assertThat(reached).containsExactlyInAnyOrder(TaskStatus.values());
  }

  @ParameterizedTest
  @EnumSource
  void everyStatusThatIsNotFinalLeadsToAnEnd(TaskStatus status) {
    if (!status.isFinal()) {
      assertThat(status.next()).anyMatch(TaskStatus::isFinal);
    }
  }
}
