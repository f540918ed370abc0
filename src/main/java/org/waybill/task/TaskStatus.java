package org.waybill.task;

import java.util.Locale;
import java.util.Set;

/**
 * The state machine: which states exist, which transitions, which are final. The guarded UPDATEs of
 * this package, the tests and the picture in the README follow this one table.
 */
public enum TaskStatus {
  QUEUED,
  PROCESSING,
  INPUT_REQUIRED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** As stored and shown: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The states a task may go to from this one. */
  public Set<TaskStatus> next() {
    return switch (this) {
      case QUEUED -> Set.of(PROCESSING, FAILED, CANCELLED);
      case PROCESSING -> Set.of(QUEUED, INPUT_REQUIRED, COMPLETED, FAILED, CANCELLED);
      case INPUT_REQUIRED -> Set.of(QUEUED, FAILED, CANCELLED);
      case FAILED, CANCELLED -> Set.of(QUEUED);
      case COMPLETED -> Set.of();
    };
  }

  /** Whether the work has ended; a failed or cancelled task leaves this state only by a retry. */
  public boolean isFinal() {
    return switch (this) {
      case COMPLETED, FAILED, CANCELLED -> true;
      case QUEUED, PROCESSING, INPUT_REQUIRED -> false;
    };
  }

  /**
   * @param label as stored and shown
   * @throws IllegalArgumentException if there is no such status
   */
  public static TaskStatus of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
