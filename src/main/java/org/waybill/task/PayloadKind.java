package org.waybill.task;

import java.util.Locale;

/** What of a task may be large, and is left out of lists unless it is asked for. */
public enum PayloadKind {
  INPUT,
  OUTPUT,
  PARTIAL;

  /** As the API and the columns name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static PayloadKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
