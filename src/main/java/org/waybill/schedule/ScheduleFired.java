package org.waybill.schedule;

import java.util.Locale;
import java.util.UUID;

/** A fact: a schedule's time came, or somebody ran it by hand; committed. */
public record ScheduleFired(UUID scheduleId, Result result) {

  /** What came of it. */
  public enum Result {
    FIRED,
    /** Run by hand. */
    RUN,
    /** A task of it had not ended. */
    SKIPPED,
    /** Times were too late to be caught up one by one. */
    MISSED,
    /** Its task could not be submitted. */
    FAILED;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
