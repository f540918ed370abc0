package org.waybill.task;

import java.util.Locale;

/** Who speaks in a chat. */
public enum MessageRole {
  USER,
  ASSISTANT,
  TOOL,
  SYSTEM;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
