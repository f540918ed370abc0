package org.waybill.trace;

import java.util.regex.Pattern;

/** The header {@code traceparent}: version, trace id, parent id and flags, all hexadecimal. */
public final class TraceParent {

  /** The header's name, also as a property of a JMS message. */
  public static final String NAME = "traceparent";

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  private static final int LENGTH = 55;
  private static final String VERSION = "00";

  private TraceParent() {}

  /** As it is passed on, in the version that is understood here; null if it is none. */
  public static String read(String header) {
    if (header == null || !FORM.matcher(header).matches()) {
      return null;
    }
    boolean ours = header.startsWith(VERSION);
    return ours && header.length() > LENGTH
        ? null
        : VERSION + header.substring(VERSION.length(), LENGTH);
  }
}
