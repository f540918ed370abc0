package org.waybill.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The database rejected a statement or could not be reached. */
public class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Wrong data, a broken constraint, too long for an index. */
  private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

  private static final String CANCELLED = "57014";

  private final boolean dataError;
  private final boolean outcomeKnown;
  private final String state;

  private DatabaseException(SQLException cause, boolean outcomeKnown) {
    super(cause.getMessage(), cause);
    this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    this.dataError = state.length() >= 2 && OF_THE_DATA.contains(state.substring(0, 2));
    this.outcomeKnown = outcomeKnown;
  }

  public static DatabaseException of(SQLException cause) {
    return new DatabaseException(cause, isAnswer(cause.getSQLState()));
  }

  /** No connection: nothing was asked. */
  static DatabaseException unconnected(SQLException cause) {
    return new DatabaseException(cause, true);
  }

  /** Whether the database itself refused, so that nothing was stored; not a broken connection. */
  private static boolean isAnswer(String state) {
    return state != null && !state.startsWith("08") && !state.startsWith("57P");
  }

  /** Whether nothing was stored, for sure. */
  public boolean isOutcomeKnown() {
    return outcomeKnown;
  }

  /** Whether the statement was stopped because it took longer than it was given. */
  public boolean isCancelled() {
    return state.equals(CANCELLED);
  }

  /**
   * The state of the database, if it responded: {@code read_only}, {@code full}, {@code locked}.
   */
  public Optional<String> condition() {
    return switch (state) {
      case "25006" -> Optional.of("read_only");
      case "53100" -> Optional.of("full");
      case "55P03", CANCELLED -> Optional.of("locked");
      default -> Optional.empty();
    };
  }

  /** A value that not even the driver can take. */
  static DatabaseException ofValue(RuntimeException cause) {
    return new DatabaseException(new SQLException(cause.getMessage(), "22000", cause), true);
  }

  /** What the database had to do with an error, however it was wrapped; empty: nothing. */
  public static Optional<DatabaseException> in(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseException failure) {
        return Optional.of(failure);
      }
      if (cause instanceof SQLException failure) {
        return Optional.of(of(failure));
      }
    }
    return Optional.empty();
  }

  /** Whether the data was at fault (SQLSTATE class 22, 23 or 54): trying again cannot help. */
  public boolean isDataError() {
    return dataError;
  }
}
