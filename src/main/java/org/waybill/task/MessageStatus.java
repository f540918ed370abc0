package org.waybill.task;

import java.util.Locale;

/** How far a chat message is. */
public enum MessageStatus {
  PENDING,
  STREAMING,
  COMPLETED,
  FAILED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
