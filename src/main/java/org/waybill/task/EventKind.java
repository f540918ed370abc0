package org.waybill.task;

import java.util.Locale;

/** What a numbered fact of a task's history says. */
public enum EventKind {
  QUEUED,
  STARTED,
  PROGRESS,
  PARTIAL,
  RETRYING,
  INPUT_REQUIRED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** As stored and shown: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static EventKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The event that tells of a task reaching this status. */
  public static EventKind reaching(TaskStatus status) {
    return switch (status) {
      case QUEUED -> RETRYING;
      case PROCESSING -> STARTED;
      case INPUT_REQUIRED -> INPUT_REQUIRED;
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
    };
  }

  /** Whether the task ended with this event. */
  public boolean isEnd() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
