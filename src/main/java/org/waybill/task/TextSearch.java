package org.waybill.task;

import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.function.Function;
import org.waybill.sql.DatabaseException;

/**
 * Looks for a text in inputs, outputs and errors, within a time. No index helps: all of them are
 * read, and their length times that of the text is what it may cost.
 */
final class TextSearch {

  /** Somebody waits for the answer. */
  static final Duration OF_A_REQUEST = Duration.ofSeconds(1);

  /** Less than the driver waits for any answer. */
  static final Duration OF_A_TASK = Duration.ofSeconds(20);

  /** Read by every provider, in milliseconds. */
  private static final String TIMEOUT = "jakarta.persistence.query.timeout";

  private TextSearch() {}

  /**
   * Runs a query, within a time if it looks for a text.
   *
   * @throws SearchTimeout if it takes longer
   */
  static <T, R> R within(
      Duration time, TaskFilter filter, TypedQuery<T> query, Function<TypedQuery<T>, R> run) {
    if (filter.text() == null) {
      return run.apply(query);
    }
    query.setHint(TIMEOUT, (int) time.toMillis());
    try {
      return run.apply(query);
    } catch (RuntimeException e) {
      if (DatabaseException.in(e).filter(DatabaseException::isCancelled).isPresent()) {
        throw new SearchTimeout(time, e);
      }
      throw e;
    }
  }
}
