package org.waybill.task;

import java.util.Locale;

/** The kind of a numbered event in a task's history. */
public enum EventKind {
  QUEUED,
  STARTED,
  PROGRESS,
  PARTIAL,
  RETRYING,
  /** Runs again later, as its handler decided. */
  SNOOZED,
  /** Runs again when its children have ended. */
  WAITING,
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

  /** Whether the task ended with this event. */
  public boolean isEnd() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
