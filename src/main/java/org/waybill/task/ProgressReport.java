package org.waybill.task;

import java.util.List;

/**
 * What a running attempt has reported since the last report.
 *
 * @param percent 0 to 100, or null for no change
 * @param text current activity, or null for no change
 * @param partial the partial output so far; null for no change
 * @param events its events, in order; at least one
 */
public record ProgressReport(
    Claim claim, Integer percent, String text, String partial, List<Entry> events) {

  /** One event to be numbered. */
  public record Entry(EventKind kind, String data) {}
}
