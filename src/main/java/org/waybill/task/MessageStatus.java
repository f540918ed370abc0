package org.waybill.task;

import java.util.Locale;

/** The state of a chat message. */
public enum MessageStatus {
  PENDING,
  STREAMING,
  COMPLETED,
  FAILED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
