package org.waybill.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs single statements and short local transactions on a data source. */
public final class Sql {

  /** Work with one connection. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** One row to one value. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Sql() {}

  /**
   * Runs autocommitted statements.
   *
   * @throws DatabaseException if the database refused or could not be reached
   */
  public static <T> T with(DataSource source, Work<T> work) {
    try (Connection connection = connect(source)) {
      return work.on(connection);
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /**
   * Runs several statements as one transaction: all or none.
   *
   * @throws DatabaseException if the database refused or could not be reached
   */
  public static <T> T inTransaction(DataSource source, Work<T> work) {
    try (Connection connection = connect(source)) {
      connection.setAutoCommit(false);
      try {
        letGoIfFrozen(connection);
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      } finally {
        restoreAutoCommit(connection);
      }
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  private static Connection connect(DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw DatabaseException.unconnected(e);
    }
  }

  /**
   * Tries statements of which nothing shall stay: they are always rolled back.
   *
   * @throws DatabaseException if the database refused or could not be reached
   */
  public static void rolledBack(DataSource source, Work<?> work) {
    try (Connection connection = connect(source)) {
      connection.setAutoCommit(false);
      try {
        work.on(connection);
      } finally {
        connection.rollback();
        restoreAutoCommit(connection);
      }
    } catch (SQLException e) {
      throw DatabaseException.of(e);
    }
  }

  /**
   * A process that is frozen or disconnected in the middle of its transaction would keep its locks
   * for as long: the database ends such a transaction, so that others can continue.
   */
  private static void letGoIfFrozen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set local idle_in_transaction_session_timeout = '6s'");
    }
  }

  /** Runs one statement that changes rows; answers how many. */
  public static int update(DataSource source, String sql, Object... parameters) {
    return with(source, connection -> update(connection, sql, parameters));
  }

  /** The same on a connection at hand. */
  public static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Runs one statement that answers rows. */
  public static <T> List<T> query(DataSource source, Row<T> row, String sql, Object... parameters) {
    return with(source, connection -> query(connection, row, sql, parameters));
  }

  /** The same on a connection at hand. */
  public static <T> List<T> query(
      Connection connection, Row<T> row, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(row.read(rows));
        }
        return result;
      }
    }
  }

  /** A timestamp column as an instant; null stays null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      try {
        bind(statement, i + 1, parameters[i]);
      } catch (IllegalArgumentException e) {
        // Such as text that the driver cannot encode.
        throw DatabaseException.ofValue(e);
      }
    }
  }

  private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    if (value instanceof ArrayParameter column) {
      Connection connection = statement.getConnection();
      statement.setArray(at, connection.createArrayOf(column.type(), column.values()));
    } else if (value instanceof Instant instant) {
      statement.setTimestamp(at, ArrayParameter.timestamp(instant));
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(at, bytes);
    } else {
      statement.setObject(at, value);
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void restoreAutoCommit(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The connection is broken: the pool's validation throws it away.
      return;
    }
  }
}
