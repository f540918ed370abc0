package org.waybill.agent;

import java.util.Locale;

/** By what a question is answered. */
public enum Skill {
  /** Dates and times, by rules. */
  CALENDAR,
  /** Sums, by rules. */
  ARITHMETIC,
  /** Quotes from the caller's documents. */
  DOCUMENTS,
  /** The configured language model, which gets what fits of the caller's documents. */
  MODEL;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
