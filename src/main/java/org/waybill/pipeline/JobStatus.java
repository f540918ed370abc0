package org.waybill.api.pipeline;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.api.RequestBody;
import org.waybill.task.TaskStatus;

/** The states of a job. */
enum JobStatus {
  QUEUED(EnumSet.of(TaskStatus.QUEUED)),
  RUNNING(EnumSet.of(TaskStatus.PROCESSING, TaskStatus.INPUT_REQUIRED)),
  COMPLETED(EnumSet.of(TaskStatus.COMPLETED)),
  FAILED(EnumSet.of(TaskStatus.FAILED)),
  CANCELLED(EnumSet.of(TaskStatus.CANCELLED));

  private final Set<TaskStatus> states;

  JobStatus(Set<TaskStatus> states) {
    this.states = states;
  }

  static JobStatus of(TaskStatus status) {
    return Arrays.stream(values())
        .filter(job -> job.states.contains(status))
        .findFirst()
        .orElseThrow();
  }

  /** The task's states that are meant by this parameter; null where it is absent. */
  static Set<TaskStatus> states(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Arrays.stream(values())
        .filter(job -> job.label().equals(text.strip()))
        .findFirst()
        .orElseThrow(() -> RequestBody.wrong("status", "is '" + text + "'", labels()))
        .states;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String labels() {
    return Arrays.stream(values()).map(JobStatus::label).collect(Collectors.joining(", "));
  }
}
