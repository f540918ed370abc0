package org.waybill.document;

import java.util.Locale;

/** How far a document is. */
public enum DocumentStatus {
  QUEUED,
  PROCESSING,
  /** Searchable. */
  READY,
  /** It was never indexed, and the last attempt failed; another may follow. */
  FAILED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static DocumentStatus of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
