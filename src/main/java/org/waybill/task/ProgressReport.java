package org.waybill.task;

import java.util.List;

/**
 * What a running attempt has reported since the last report.
 *
 * @param percent 0 to 100, or null for no change
 * @param text what is being done, or null for no change
 * @param partial all that was put out so far; null for no change
 * @param events the events of it, in order; at least one
 */
public record ProgressReport(
    Claim claim, Integer percent, String text, String partial, List<Entry> events) {

  /** One event to be numbered. */
  public record Entry(EventKind kind, String data) {}
}
