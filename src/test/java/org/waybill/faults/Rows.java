package org.waybill.faults;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.waybill.json.Json;
import org.waybill.running.RunningServer;

/** Looks into the database, past the product. */
record Rows(RunningServer server) {

  private static final String TASKS =
      """
      select id, correlation_id, status, attempt, crashes, event_seq, node, output, created_at
      from task where user_id = ? order by id
      """;

  private static final String EVENTS =
      """
      select e.task_id, e.seq, e.kind, e.at, e.attempt
      from task_event e join task t on t.id = e.task_id where t.user_id = ? order by 1, 2
      """;

  /** A session that no setting of the database hinders. */
  Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.put("user", server.databaseUser());
    properties.put("password", server.databasePassword());
    properties.put("connectTimeout", "5");
    properties.put("options", "-c statement_timeout=0 -c default_transaction_read_only=off");
    return DriverManager.getConnection(server.databaseUrl(), properties);
  }

  void run(String sql) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Tasks of this user that have not ended; -1 if that cannot be asked just now. */
  long open(String user) {
    return count(
        "select count(*) from task where user_id = ?"
            + " and status not in ('completed', 'failed', 'cancelled')",
        user);
  }

  /** Whether the task of this correlation id has ended. */
  boolean ended(String key) {
    String sql =
        "select count(*) from task where correlation_id = ?"
            + " and status in ('completed', 'failed', 'cancelled')";
    return count(sql, key) > 0;
  }

  private long count(String sql, String parameter) {
    try (Connection connection = open();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, parameter);
      ResultSet row = query.executeQuery();
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      return -1;
    }
  }

  List<StoredTask> tasks(String user) throws SQLException {
    try (Connection connection = open();
        PreparedStatement query = connection.prepareStatement(TASKS)) {
      Map<String, List<StoredTask.Event>> events = events(connection, user);
      query.setString(1, user);
      ResultSet row = query.executeQuery();
      List<StoredTask> tasks = new ArrayList<>();
      while (row.next()) {
        tasks.add(task(row, events.getOrDefault(row.getString("id"), List.of())));
      }
      return tasks;
    }
  }

  private static StoredTask task(ResultSet row, List<StoredTask.Event> events) throws SQLException {
    return new StoredTask(
        row.getString("id"),
        row.getString("correlation_id"),
        row.getString("status"),
        row.getInt("attempt"),
        row.getInt("crashes"),
        row.getInt("event_seq"),
        row.getString("node"),
        author(row.getString("output")),
        row.getTimestamp("created_at").toInstant(),
        events);
  }

  private static StoredTask.Author author(String output) {
    return output != null && Json.read(output) instanceof JsonObject json
        ? new StoredTask.Author(json.getInt("attempt"), json.getString("node"))
        : null;
  }

  private static Map<String, List<StoredTask.Event>> events(Connection connection, String user)
      throws SQLException {
    Map<String, List<StoredTask.Event>> events = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(EVENTS)) {
      query.setString(1, user);
      ResultSet row = query.executeQuery();
      while (row.next()) {
        events
            .computeIfAbsent(row.getString(1), id -> new ArrayList<>())
            .add(
                new StoredTask.Event(
                    row.getInt(2),
                    row.getString(3),
                    row.getTimestamp(4).toInstant(),
                    row.getInt(5)));
      }
    }
    return events;
  }
}
