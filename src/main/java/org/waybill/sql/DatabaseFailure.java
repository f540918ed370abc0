package org.waybill.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** The database refused a statement or could not be reached. */
public class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Wrong data, a broken constraint, too long for an index. */
  private static final Set<String> OF_THE_DATA = Set.of("22", "23", "54");

  private final boolean dataError;

  private DatabaseFailure(SQLException cause, boolean dataError) {
    super(cause.getMessage(), cause);
    this.dataError = dataError;
  }

  static DatabaseFailure of(SQLException cause) {
    String state = cause.getSQLState();
    boolean ofTheData = state != null && OF_THE_DATA.contains(state.substring(0, 2));
    return new DatabaseFailure(cause, ofTheData);
  }

  /** A value that not even the driver can take. */
  static DatabaseFailure ofValue(RuntimeException cause) {
    return new DatabaseFailure(new SQLException(cause.getMessage(), "22000", cause), true);
  }

  /** What the database had to do with an error, however it was wrapped; empty: nothing. */
  public static Optional<DatabaseFailure> in(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabaseFailure failure) {
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
