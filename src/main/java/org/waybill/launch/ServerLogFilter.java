package org.waybill.launch;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the server's log what any caller can fill it with: Payara writes a stack for each
 * request whose header Host is malformed, before any filter of the application is asked, and
 * several for each client that goes before it has its answer.
 */
public final class ServerLogFilter implements Filter {

  private static final String CONNECTIONS = "org.glassfish.grizzly.";

  /** Where Payara finds out which application a request is for. */
  private static final Set<String> READING_THE_REQUEST =
      Set.of(
          "org.glassfish.grizzly.http.util.HttpCodecUtils.parseHost",
          "org.apache.catalina.connector.CoyoteAdapter.postParseRequest");

  @Override
  public boolean isLoggable(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    return thrown == null || !isReadingTheRequest(thrown) && !isOfConnection(thrown);
  }

  private static boolean isReadingTheRequest(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .anyMatch(READING_THE_REQUEST::contains);
  }

  /** Whether the connection to a client is at fault, however that was wrapped. */
  private static boolean isOfConnection(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          && Arrays.stream(cause.getStackTrace())
              .anyMatch(frame -> frame.getClassName().startsWith(CONNECTIONS))) {
        return true;
      }
    }
    return false;
  }
}
