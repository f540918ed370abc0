package org.waybill.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Identifies a task for routing events: its id, its owner, and the keys that its end may free.
 *
 * @param orderKey see {@link TaskConstraints}; null for most
 * @param concurrencyKey see {@link TaskConstraints}; null for most
 */
public record TaskRef(
    UUID id,
    String tenant,
    String userId,
    String chatId,
    String type,
    String queue,
    String orderKey,
    String concurrencyKey) {

  /** The columns that {@link #of(ResultSet)} reads, of the table called {@code t}. */
  static final String COLUMNS =
      "t.id, t.tenant, t.user_id, t.chat_id, t.type, t.queue, t.order_key, t.concurrency_key";

  /** A task without keys. */
  public TaskRef(UUID id, String tenant, String userId, String chatId, String type, String queue) {
    this(id, tenant, userId, chatId, type, queue, null, null);
  }

  /** Whether its end may free a key for others. */
  public boolean hasAdmissionKey() {
    return orderKey != null || concurrencyKey != null;
  }

  public static TaskRef of(NewTask task) {
    return new TaskRef(
        task.id(),
        task.owner().tenant(),
        task.owner().userId(),
        task.labels().chatId(),
        task.work().type(),
        task.work().queue(),
        task.terms().orderKey(),
        task.terms().concurrencyKey());
  }

  public static TaskRef of(TaskRow task) {
    return new TaskRef(
        task.id(),
        task.tenant(),
        task.userId(),
        task.chatId(),
        task.type(),
        task.queue(),
        task.orderKey(),
        task.concurrencyKey());
  }

  static TaskRef of(ResultSet row) throws SQLException {
    return new TaskRef(
        row.getObject("id", UUID.class),
        row.getString("tenant"),
        row.getString("user_id"),
        row.getString("chat_id"),
        row.getString("type"),
        row.getString("queue"),
        row.getString("order_key"),
        row.getString("concurrency_key"));
  }
}
