package org.waybill.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** What routes a task's facts: its id and whose it is. */
public record TaskKey(
    UUID id, String tenant, String userId, String chatId, String type, String queue) {

  /** The columns that {@link #of(ResultSet)} reads, of the table called {@code t}. */
  static final String COLUMNS = "t.id, t.tenant, t.user_id, t.chat_id, t.type, t.queue";

  static TaskKey of(NewTask task) {
    return new TaskKey(
        task.id(), task.tenant(), task.userId(), task.chatId(), task.type(), task.queue());
  }

  public static TaskKey of(Task task) {
    return new TaskKey(
        task.id(), task.tenant(), task.userId(), task.chatId(), task.type(), task.queue());
  }

  static TaskKey of(ResultSet row) throws SQLException {
    return new TaskKey(
        row.getObject("id", UUID.class),
        row.getString("tenant"),
        row.getString("user_id"),
        row.getString("chat_id"),
        row.getString("type"),
        row.getString("queue"));
  }
}
