package org.waybill.schedule;

import java.util.Locale;

/** What happens if a schedule's time comes while a task of it has not ended. */
public enum Overlap {
  /** It does not fire. */
  SKIP,
  /** The new task waits until the others have ended. */
  QUEUE,
  /** The others are cancelled. */
  CANCEL_RUNNING;

  /** As stored and shown. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
