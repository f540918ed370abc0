package org.waybill.task;

import java.util.Locale;

/** The kind of a numbered event in a task's history. */
public enum EventKind {
  QUEUED,
  STARTED,
  PROGRESS,
  PARTIAL,
  /** How an agent means to proceed. */
  PLAN,
  /** What an agent's model said before it called tools. */
  THOUGHT,
  /** An agent calls a tool. */
  TOOL_CALL,
  TOOL_RESULT,
  /** An agent has read what a person said while it worked. */
  STEERED,
  /** What a call of a language model took. */
  USAGE,
  CITATIONS,
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

  /** Whether a running attempt reports it: the task's status stays as it is. */
  public boolean isReport() {
    return switch (this) {
      case PROGRESS, PARTIAL, PLAN, THOUGHT, TOOL_CALL, TOOL_RESULT, STEERED, USAGE, CITATIONS ->
          true;
      default -> false;
    };
  }

  /** Whether the task ended with this event. */
  public boolean isEnd() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }
}
