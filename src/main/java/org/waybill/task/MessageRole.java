package org.waybill.task;

import java.util.Locale;

/** The author of a chat message. */
public enum MessageRole {
  USER,
  ASSISTANT,
  TOOL,
  SYSTEM;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
