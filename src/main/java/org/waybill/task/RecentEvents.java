package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Reads what happened lately to many tasks. */
@ApplicationScoped
public class RecentEvents {

  /** Whose and which tasks; what is null does not matter. */
  public record Of(String tenant, String userId, String queue, String chatId) {}

  private static final String MATCHES =
      """
      t.tenant = ? and (?::text is null or t.user_id = ?) and (?::text is null or t.queue = ?)
        and (?::text is null or t.chat_id = ?)
      """;

  /** By the ids, which begin with their time, and by the times of the events. */
  private static final String SINCE =
      """
      select %1$s, 1 as seq, 'queued' as kind, t.created_at as at, 0 as attempt_then, null as data
      from task t where t.id >= ? and %2$s
      union all
      select %1$s, e.seq, e.kind, e.at, e.attempt, e.data
      from task_event e join task t on t.id = e.task_id where e.at >= ? and %2$s
      order by at, seq limit ?
      """
          .formatted(TaskKey.COLUMNS, MATCHES);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** What was committed since then, oldest first. */
  public List<TaskEvent> since(Instant since, Of of, int limit) {
    return Sql.query(
        durable,
        row ->
            new TaskEvent(
                TaskKey.of(row),
                row.getInt("seq"),
                EventKind.of(row.getString("kind")),
                Sql.instant(row, "at"),
                row.getInt("attempt_then"),
                row.getString("data")),
        SINCE,
        firstIdOf(since),
        of.tenant(),
        of.userId(),
        of.userId(),
        of.queue(),
        of.queue(),
        of.chatId(),
        of.chatId(),
        since,
        of.tenant(),
        of.userId(),
        of.userId(),
        of.queue(),
        of.queue(),
        of.chatId(),
        of.chatId(),
        limit);
  }

  /** The smallest id that is made at this time: version 7, whose first 48 bits are milliseconds. */
  private static UUID firstIdOf(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE);
  }
}
