package org.waybill.launch;

import java.util.Arrays;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the server's log what any caller can fill it with: Payara writes a stack for each
 * request whose header Host is malformed, before any filter of the application is asked.
 */
public final class ServerLogFilter implements Filter {

  /** Where Payara finds out which application a request is for. */
  private static final Set<String> READING_THE_REQUEST =
      Set.of(
          "org.glassfish.grizzly.http.util.HttpCodecUtils.parseHost",
          "org.apache.catalina.connector.CoyoteAdapter.postParseRequest");

  @Override
  public boolean isLoggable(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    return thrown == null
        || Arrays.stream(thrown.getStackTrace())
            .map(frame -> frame.getClassName() + "." + frame.getMethodName())
            .noneMatch(READING_THE_REQUEST::contains);
  }
}
