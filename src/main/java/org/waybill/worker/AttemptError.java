package org.waybill.worker;

import org.waybill.sql.DatabaseException;

/** The error of an attempt as users may read it: without class names, SQL or stack traces. */
final class AttemptError {

  private static final int LONGEST = 4_000;
  private static final String UNKNOWN = "the handler failed and gave no reason";
  private static final String INTERNAL = "the handler failed unexpectedly";
  private static final String DATABASE = "the handler failed because of a database error";

  private AttemptError() {}

  /**
   * A message that its author meant for readers; messages of the virtual machine contain class
   * names.
   */
  static String of(Throwable e) {
    if (e instanceof DatabaseException) {
      return DATABASE;
    }
    if (isInternal(e)) {
      return INTERNAL;
    }
    try {
      String message = e.getMessage();
      return message == null || message.isBlank() ? UNKNOWN : storable(message);
    } catch (Throwable mute) {
      // Its message is code of the handler, too, and may fail in any way.
      return UNKNOWN;
    }
  }

  private static boolean isInternal(Throwable e) {
    return e instanceof Error
        || e instanceof NullPointerException
        || e instanceof ClassCastException
        || e instanceof ArrayStoreException
        || e instanceof ReflectiveOperationException;
  }

  /** As the database can keep it, and not endless. */
  static String storable(String text) {
    String some = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return whole(some);
  }

  /** Without the characters that a database cannot keep; all others stay as they are. */
  static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
