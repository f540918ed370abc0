package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.sql.Sql;
import org.waybill.type.TaskTypes;

/** An earlier task as one that can be submitted: the same work, without its messages. */
@ApplicationScoped
public class TaskCopy {

  private static final String SELECT =
      "select %s from task t where id = ?".formatted(columnsOf("t"));

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Settings settings;
  @Inject private TaskTypes types;

  /** The columns that {@link #of(ResultSet)} reads. */
  static String columnsOf(String table) {
    return table + ".*, " + PayloadStore.inputOf(table) + " as whole_input";
  }

  /** Empty if there is no such task any more. */
  public Optional<NewTaskBuilder> of(UUID task) {
    return Sql.query(durable, this::of, SELECT, task).stream().findFirst();
  }

  NewTaskBuilder of(ResultSet row) throws SQLException {
    return NewTaskBuilder.of(type(row), row.getString("tenant"), row.getString("user_id"), settings)
        .workspaceId(row.getString("workspace_id"))
        .chatId(row.getString("chat_id"))
        .priority(row.getInt("priority"))
        .timeout(Duration.ofMillis(row.getLong("timeout_ms")))
        .retries(retries(row))
        .correlationId(row.getString("correlation_id"))
        .callbackUrl(row.getString("callback_url"))
        .tags(row.getString("tags"))
        .metadata(row.getString("metadata"))
        .input(row.getString("whole_input"))
        .admissionKeys(
            row.getString("order_key"),
            row.getString("concurrency_key"),
            row.getInt("concurrency_limit"))
        .rateKey(row.getString("rate_key"));
  }

  /** Of a type that is known no more, as it was. */
  private TaskType type(ResultSet row) throws SQLException {
    String name = row.getString("type");
    String queue = row.getString("queue");
    return types.find(name).orElseGet(() -> TaskType.of(name)).inQueue(queue);
  }

  private RetryPolicy retries(ResultSet row) throws SQLException {
    Duration usual = NewTaskBuilder.usualRetries(settings).longest();
    long longest = row.getLong("backoff_limit_ms");
    return new RetryPolicy(
        row.getInt("max_attempts"),
        Duration.ofMillis(row.getLong("backoff_ms")),
        row.getDouble("backoff_factor"),
        longest == 0 ? usual : Duration.ofMillis(longest),
        row.getDouble("backoff_jitter"));
  }
}
