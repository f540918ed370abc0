package org.waybill.tool;

import java.util.Locale;

/** Whether a tool changes anything. */
public enum Risk {
  /** Looks something up; may be repeated. */
  READ,
  /** Changes something outside; done at most once, and only after a person has agreed. */
  WRITE;

  /** As shown: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
