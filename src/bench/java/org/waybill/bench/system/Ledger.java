package org.waybill.bench.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a system's own tables say about its tasks: the only witness of "completed".
 *
 * @param pending true while a task waits or runs; must be cheap however many have ended
 * @param completed count and last time of the tasks completed that came since a time
 * @param starts id and start of the tasks that came since a time
 */
public record Ledger(
    Postgres postgres, String database, String pending, String completed, String starts) {

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

  public Map<String, Instant> startsSince(Connection connection, Instant since)
      throws SQLException {
    Map<String, Instant> found = new HashMap<>();
    try (var statement = connection.prepareStatement(starts)) {
      statement.setTimestamp(1, Timestamp.from(since));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), rows.getTimestamp(2).toInstant());
        }
      }
    }
    return found;
  }
}
