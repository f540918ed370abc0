package org.waybill.api;

import jakarta.ws.rs.core.HttpHeaders;

/** After which event of a task a caller wants to hear more. */
public final class LastEvent {

  private static final String HEADER = "Last-Event-ID";

  private LastEvent() {}

  /**
   * The header that clients of event streams send by themselves when they come back goes before the
   * query parameter that they were opened with.
   *
   * @return 0 if neither is given
   */
  public static int of(HttpHeaders headers, Integer after) {
    String seen = headers.getHeaderString(HEADER);
    if (seen == null || seen.isBlank()) {
      return after == null ? 0 : after;
    }
    try {
      return Integer.parseInt(seen.strip());
    } catch (NumberFormatException e) {
      throw RequestBody.wrong(HEADER, "is '" + seen + "'", "the id of an event of this stream");
    }
  }
}
