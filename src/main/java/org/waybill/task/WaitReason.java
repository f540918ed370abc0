package org.waybill.task;

import java.util.Locale;

/** Why a queued task is not ready; the dispatcher selects tasks that are {@code READY}. */
public enum WaitReason {
  /** Ready, or dispatched already. */
  READY,
  /** For its time. */
  SCHEDULED,
  /** For the gap after a failed attempt. */
  RETRY,
  /** For a start that its rate key allows. */
  RATE,
  /** For other tasks to end. */
  DEPENDENCIES,
  /** For the tasks before it in its order, or for a place under its concurrency key. */
  ADMISSION;

  /** Rows and indexes have this label for {@link #ADMISSION}. */
  private static final String STORED_ADMISSION = "gate";

  /** As stored. */
  public String label() {
    return this == ADMISSION ? STORED_ADMISSION : name().toLowerCase(Locale.ROOT);
  }

  public static WaitReason of(String label) {
    return label.equals(STORED_ADMISSION) ? ADMISSION : valueOf(label.toUpperCase(Locale.ROOT));
  }

  /**
   * SQL: the wait reason of a task whose time has come and that waits for no other, given columns
   * of {@code task}. A task that is retried waits for its keys again, and comes first there.
   */
  static final String WHEN_DUE =
      "case when order_key is not null or concurrency_key is not null then 'gate' else 'ready' end";

  /** SQL: the same for a task whose time may still be in the future. */
  static final String NEXT = "case when due_at > now() then 'scheduled' else " + WHEN_DUE + " end";
}
