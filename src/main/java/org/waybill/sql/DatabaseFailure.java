package org.waybill.sql;

import java.sql.SQLException;
import java.util.Optional;

/** The database refused a statement or could not be reached. */
public class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final boolean dataError;

  private DatabaseFailure(SQLException cause, boolean dataError) {
    super(cause.getMessage(), cause);
    this.dataError = dataError;
  }

  public static DatabaseFailure of(SQLException cause) {
    String state = cause.getSQLState();
    boolean ofTheData = state != null && (state.startsWith("22") || state.startsWith("23"));
    return new DatabaseFailure(cause, ofTheData);
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

  /** Whether the data was at fault (SQLSTATE class 22 or 23): trying again cannot help. */
  public boolean isDataError() {
    return dataError;
  }
}
