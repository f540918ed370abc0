package org.waybill.bench.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * What a system's own tables say about its tasks: the only witness of "completed".
 *
 * @param pending true while a task waits or runs; must be cheap however many have ended
 * @param completed count and last time of the tasks completed that came since a time
 */
public record Ledger(Postgres postgres, String database, String pending, String completed) {

  /** What was completed. */
  public record Completed(long count, Instant last) {}

  public Connection open() throws SQLException {
    return postgres.connect(database);
  }

  public boolean pending(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(pending)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  public Completed completedSince(Connection connection, Instant since) throws SQLException {
    try (var statement = connection.prepareStatement(completed)) {
      statement.setTimestamp(1, Timestamp.from(since));
      try (var row = statement.executeQuery()) {
        row.next();
        Timestamp last = row.getTimestamp(2);
        return new Completed(row.getLong(1), last == null ? since : last.toInstant());
      }
    }
  }
}
