package org.waybill.management;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.dispatch.SubmissionRejected;
import org.waybill.sql.DatabaseException;

/** Errors as any JMX client can read them: classes of the JDK, a message, no cause. */
final class PlainFailure {

  private static final Logger LOG = Logger.getLogger(PlainFailure.class.getName());

  private PlainFailure() {}

  /**
   * @param what was to be done, such as {@code queue chat_tasks: pause}
   */
  static RuntimeException of(String what, Throwable cause) {
    if (cause instanceof IllegalArgumentException) {
      return new IllegalArgumentException(cause.getMessage());
    }
    if (cause instanceof IllegalStateException || cause instanceof SubmissionRejected) {
      return new IllegalStateException(cause.getMessage());
    }
    if (DatabaseException.in(cause).isPresent()) {
      return new IllegalStateException(
          what + ": the database failed: " + DatabaseException.in(cause).get().getMessage());
    }
    LOG.log(Level.WARNING, "JMX: " + what + " failed", cause);
    return new IllegalStateException(what + " failed unexpectedly; the server's log says more");
  }
}
