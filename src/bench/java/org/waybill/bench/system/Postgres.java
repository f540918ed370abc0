package org.waybill.bench.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The one PostgreSQL server that every system of a run stores its tasks in. */
public record Postgres(int port, String user, String password) {

  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), user, password);
  }

  /** Creates a database, afresh. */
  public void create(String database) throws SQLException {
    execute("drop database if exists " + database + " with (force)");
    execute("create database " + database);
  }

  /** Writes out what the last load left, so that the next one does not pay for it. */
  public void settle() throws SQLException {
    execute("checkpoint");
  }

  public String setting(String name) throws SQLException {
    try (var connection = connect("postgres");
        var statement = connection.prepareStatement("select current_setting(?)")) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
