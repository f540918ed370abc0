package org.waybill.approval;

import java.util.Locale;

/** Where an approval stands. */
public enum ApprovalState {
  OPEN,
  APPROVED,
  REFUSED,
  /** Nobody decided in time, or what was approved was not begun in time. */
  EXPIRED;

  /** As stored and shown: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
