package org.waybill.agent;

import java.util.Locale;

/** What answers a question. */
public enum Skill {
  /** Dates and times, by rules. */
  CALENDAR,
  /** Sums, by rules. */
  ARITHMETIC,
  /** Quotes from the caller's documents. */
  DOCUMENTS,
  /** The configured language model, which gets the relevant passages of the documents. */
  MODEL;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
