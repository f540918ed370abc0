package org.waybill.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;

/** The event of a task after which a caller resumes. */
public final class LastEventId {

  private static final String HEADER = "Last-Event-ID";

  private LastEventId() {}

  /**
   * The header that clients of event streams send by themselves when they come back goes before the
   * query parameter that they were opened with.
   *
   * @return 0 if neither is given
   */
  public static int of(HttpHeaders headers, Integer after) {
    String seen = seen(headers);
    if (seen == null) {
      return after == null ? 0 : after;
    }
    try {
      return Integer.parseInt(seen);
    } catch (NumberFormatException e) {
      throw wrong(HEADER, seen);
    }
  }

  /**
   * In a stream of many tasks an event's id is its time.
   *
   * @return null if the header is not given
   */
  public static Instant timeOf(HttpHeaders headers) {
    String seen = seen(headers);
    return seen == null ? null : time(HEADER, seen);
  }

  /** The same where the query parameter {@code after} may be given in place of the header. */
  public static Instant timeOf(HttpHeaders headers, String after) {
    Instant seen = timeOf(headers);
    return seen != null || after == null ? seen : time("after", after);
  }

  private static Instant time(String field, String seen) {
    try {
      Instant time = Instant.ofEpochMilli(Long.parseLong(seen));
      if (FieldText.isStorable(time)) {
        return time;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw wrong(field, seen);
  }

  private static String seen(HttpHeaders headers) {
    String seen = headers.getHeaderString(HEADER);
    return seen == null || seen.isBlank() ? null : seen.strip();
  }

  private static Problem wrong(String field, String seen) {
    return RequestBody.wrong(field, "is '" + seen + "'", "the id of an event of this stream");
  }
}
