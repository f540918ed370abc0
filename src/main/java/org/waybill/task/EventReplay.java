package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Reads recent events of many tasks. */
@ApplicationScoped
public class EventReplay {

  /** The owner and the tasks to replay; null members do not filter. */
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
          .formatted(TaskRef.COLUMNS, MATCHES);

  /**
   * The tasks with subscribers.
   *
   * @param all everybody's, since the lists would be too long
   * @param tenants of the users at the same positions
   */
  public record Scope(
      boolean all,
      List<String> queues,
      List<String> chats,
      List<String> tenants,
      List<String> users) {}

  /** That an event is there. */
  public record EventNumber(TaskRef task, int seq, Instant at) {}

  private static final String IS_HEARD =
      """
      (?::boolean or t.queue = any(?::text[]) or t.chat_id = any(?::text[])
        or (t.tenant, t.user_id) in (select * from unnest(?::text[], ?::text[])))
      """;

  /** An index of block ranges leads to the newest events, however many there are. */
  private static final String NUMBERS =
      """
      select %1$s, e.seq, e.at
      from task_event e join task t on t.id = e.task_id
      where e.at >= ? and e.at < ? and %2$s
      union all
      select %1$s, 1 as seq, t.created_at as at
      from task t where t.id >= ? and t.created_at >= ? and t.created_at < ? and %2$s
      order by at, id, seq limit ?
      """
          .formatted(TaskRef.COLUMNS, IS_HEARD);

  /** Ids are made by the clocks of nodes, times by the database's. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** What was committed since then, oldest first. */
  public List<TaskEvent> since(Instant since, Of of, int limit) {
    return Sql.query(
        durable,
        row ->
            new TaskEvent(
                TaskRef.of(row),
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

  /** The database's time, by which events are dated. */
  public Instant now() {
    return Sql.query(durable, row -> Sql.instant(row, "now"), "select clock_timestamp() as now")
        .get(0);
  }

  /** The events of a time span, oldest first, without their data. */
  public List<EventNumber> numbers(Instant from, Instant to, Scope heard, int limit) {
    ArrayParameter queues = ArrayParameter.texts(heard.queues(), queue -> queue);
    ArrayParameter chats = ArrayParameter.texts(heard.chats(), chat -> chat);
    ArrayParameter tenants = ArrayParameter.texts(heard.tenants(), tenant -> tenant);
    ArrayParameter users = ArrayParameter.texts(heard.users(), user -> user);
    return Sql.query(
        durable,
        row -> new EventNumber(TaskRef.of(row), row.getInt("seq"), Sql.instant(row, "at")),
        NUMBERS,
        from,
        to,
        heard.all(),
        queues,
        chats,
        tenants,
        users,
        firstIdOf(from.minus(CLOCKS_APART)),
        from,
        to,
        heard.all(),
        queues,
        chats,
        tenants,
        users,
        limit);
  }

  /** The smallest id created at this time: UUID version 7, whose first 48 bits are milliseconds. */
  private static UUID firstIdOf(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE);
  }
}
