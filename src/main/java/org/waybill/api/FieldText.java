package org.waybill.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The rules for text in fields of requests, for all interfaces. */
public final class FieldText {

  private static final String LINE = "text without line breaks and other control characters";
  private static final String ID = "an id without /, \\ or control characters, other than . and ..";
  private static final String TIME =
      "an RFC 3339 time in the years 1 to 9999, such as 2026-01-31T09:30:00Z";

  /** What every date type of every client, and the database, can hold. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private FieldText() {}

  /** The id that a text is; empty if it is none. */
  public static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A name or a key: one line.
   *
   * @param text may be null
   * @throws Problem naming the field
   */
  public static String line(String field, String text) {
    int bad = text == null ? -1 : control(text);
    if (bad >= 0) {
      throw RequestBody.wrong(field, "contains " + codePoint(text.charAt(bad)), LINE);
    }
    return text;
  }

  /**
   * An id that calls name in their path: what servers and proxies take for something else in a path
   * is none.
   *
   * @param text may be null
   * @throws Problem naming the field
   */
  public static String id(String field, String text) {
    if (text == null) {
      return null;
    }
    boolean dots = text.equals(".") || text.equals("..");
    if (dots || text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
      throw RequestBody.wrong(field, "is '" + text + "'", ID);
    }
    int bad = control(text);
    if (bad >= 0) {
      throw RequestBody.wrong(field, "contains " + codePoint(text.charAt(bad)), ID);
    }
    return text;
  }

  /**
   * A time.
   *
   * @param text may be null
   * @throws Problem naming the field
   */
  public static Instant time(String field, String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (isStorable(time)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw RequestBody.wrong(field, "is '" + text + "'", TIME);
  }

  /** Whether a time is within the years 1 to 9999. */
  public static boolean isStorable(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  /** Where the first control character or half of a surrogate pair stands, or -1. */
  static int control(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isISOControl(c)
          || Character.isSurrogate(c)
          || c == '\u2028'
          || c == '\u2029') {
        return i;
      }
    }
    return -1;
  }

  static String codePoint(char c) {
    return "U+%04X".formatted((int) c);
  }
}
