package org.waybill.sql;

import java.sql.SQLException;

/** The database refused a statement or could not be reached. */
public class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final boolean dataError;

  private DatabaseFailure(SQLException cause, boolean dataError) {
    super(cause.getMessage(), cause);
    this.dataError = dataError;
  }

  static DatabaseFailure of(SQLException cause) {
    String state = cause.getSQLState();
    boolean ofTheData = state != null && (state.startsWith("22") || state.startsWith("23"));
    return new DatabaseFailure(cause, ofTheData);
  }

  /** Whether the data was at fault (SQLSTATE class 22 or 23): trying again cannot help. */
  public boolean isDataError() {
    return dataError;
  }
}
