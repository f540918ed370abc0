package org.waybill.board;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.waybill.task.TaskStatus;

/** The four queues that the board shows. */
public enum BoardQueue {
  TODO(EnumSet.of(TaskStatus.QUEUED)),
  RUN(EnumSet.of(TaskStatus.PROCESSING, TaskStatus.INPUT_REQUIRED)),
  DONE(EnumSet.of(TaskStatus.COMPLETED)),
  DEAD(EnumSet.of(TaskStatus.FAILED, TaskStatus.CANCELLED));

  private final Set<TaskStatus> statuses;

  BoardQueue(Set<TaskStatus> statuses) {
    this.statuses = statuses;
  }

  /** The states of the tasks that stand in it. */
  public Set<TaskStatus> statuses() {
    return EnumSet.copyOf(statuses);
  }

  /** As shown: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static BoardQueue of(TaskStatus status) {
    return Arrays.stream(values())
        .filter(queue -> queue.statuses.contains(status))
        .findFirst()
        .orElseThrow();
  }

  public static Optional<BoardQueue> ofLabel(String label) {
    return Arrays.stream(values()).filter(queue -> queue.label().equals(label)).findFirst();
  }
}
