package org.waybill.observe;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Log messages may contain text from callers: each control character is escaped, so that nobody
 * writes a line of the log or speaks to the terminal that shows it. Stands between the product's
 * loggers and the server's handlers, whichever server it is.
 */
final class EscapedLog extends Handler {

  private static final int LONGEST = 4_000;

  private final Logger target;

  /**
   * @param target whose handlers write the log
   */
  EscapedLog(Logger target) {
    this.target = target;
  }

  @Override
  public void publish(LogRecord record) {
    LogRecord escaped = escaped(record);
    for (Handler handler : target.getHandlers()) {
      handler.publish(escaped);
    }
  }

  private static LogRecord escaped(LogRecord record) {
    LogRecord copy = new LogRecord(record.getLevel(), escape(record.getMessage()));
    copy.setLoggerName(record.getLoggerName());
    copy.setInstant(record.getInstant());
    copy.setLongThreadID(record.getLongThreadID());
    copy.setSequenceNumber(record.getSequenceNumber());
    copy.setSourceClassName(record.getSourceClassName());
    copy.setSourceMethodName(record.getSourceMethodName());
    copy.setResourceBundle(record.getResourceBundle());
    copy.setResourceBundleName(record.getResourceBundleName());
    Object[] parameters = record.getParameters();
    if (parameters != null) {
      Object[] plain = new Object[parameters.length];
      for (int i = 0; i < plain.length; i++) {
        plain[i] =
            parameters[i] instanceof Number || parameters[i] == null
                ? parameters[i]
                : escape(parameters[i].toString());
      }
      copy.setParameters(plain);
    }
    if (record.getThrown() != null) {
      copy.setThrown(new EscapedError(record.getThrown()));
    }
    return copy;
  }

  static String escape(String text) {
    if (text == null) {
      return null;
    }
    int length = Math.min(text.length(), LONGEST);
    StringBuilder out = null;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (isSpecial(c)) {
        out = out == null ? new StringBuilder(length + 16).append(text, 0, i) : out;
        out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else if (out != null) {
        out.append(c);
      }
    }
    String shown = out == null ? text.substring(0, length) : out.toString();
    return length < text.length() ? shown + "…" : shown;
  }

  /** Controls, ends of lines and paragraphs, and what turns the direction of writing. */
  private static boolean isSpecial(char c) {
    return Character.isISOControl(c)
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\u200e'
        || c == '\u200f'
        || c == '\u061c'
        || c == '\ufeff';
  }

  @Override
  public void flush() {
    for (Handler handler : target.getHandlers()) {
      handler.flush();
    }
  }

  @Override
  public void close() {
    // The handlers are the server's.
  }

  /** An error as it is printed, with its messages escaped and its stack as it was. */
  private static final class EscapedError extends Throwable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 10;

    private final String shown;

    EscapedError(Throwable error) {
      this(error, MOST_CAUSES);
    }

    private EscapedError(Throwable error, int causes) {
      super(
          null,
          error.getCause() == null || causes == 0
              ? null
              : new EscapedError(error.getCause(), causes - 1));
      shown = escape(error.toString());
      setStackTrace(error.getStackTrace());
    }

    @Override
    public String toString() {
      return shown;
    }
  }
}
