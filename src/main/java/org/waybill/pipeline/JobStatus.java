package org.waybill.pipeline;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.task.TaskStatus;

/** The states of a job. */
public enum JobStatus {
  QUEUED(EnumSet.of(TaskStatus.QUEUED)),
  RUNNING(EnumSet.of(TaskStatus.PROCESSING, TaskStatus.INPUT_REQUIRED)),
  COMPLETED(EnumSet.of(TaskStatus.COMPLETED)),
  FAILED(EnumSet.of(TaskStatus.FAILED)),
  CANCELLED(EnumSet.of(TaskStatus.CANCELLED));

  private final Set<TaskStatus> states;

  JobStatus(Set<TaskStatus> states) {
    this.states = states;
  }

  public static JobStatus of(TaskStatus status) {
    return Arrays.stream(values())
        .filter(job -> job.states.contains(status))
        .findFirst()
        .orElseThrow();
  }

  /** By its label. */
  public static Optional<JobStatus> labelled(String text) {
    return Arrays.stream(values()).filter(job -> job.label().equals(text)).findFirst();
  }

  /** The states of its task. */
  public Set<TaskStatus> states() {
    return states;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(JobStatus::label).collect(Collectors.joining(", "));
  }
}
