package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.sql.Column;
import org.waybill.sql.Sql;

/** Stores new tasks: one statement and one commit for all that came together. */
@ApplicationScoped
public class Accepting {

  /** A new task, and whether a worker has room for it right now. */
  public record Entry(NewTask task, boolean released) {}

  private static final String INSERT_TASKS =
      """
      with given as (
        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::int[], ?::timestamptz[], ?::bool[], ?::int[], ?::int8[], ?::int8[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as g(id, tenant, user_id, workspace_id, chat_id, type, queue, priority, due_at, released,
               max_attempts, timeout_ms, backoff_ms, correlation_id, callback_url, tags, metadata,
               input)
      )
      insert into task (id, tenant, user_id, workspace_id, chat_id, type, queue, status, waits,
        priority, rank_at, due_at, released_at, max_attempts, timeout_ms, backoff_ms,
        correlation_id, callback_url, tags, metadata, input)
      select id, tenant, user_id, workspace_id, chat_id, type, queue, 'queued',
        case when due_at > now() then 'scheduled' else 'ready' end,
        priority, greatest(now(), due_at) - priority * ?::interval, due_at,
        case when released then now() end, max_attempts, timeout_ms, backoff_ms,
        correlation_id, callback_url, tags, metadata, input
      from given
      returning id, created_at
      """;

  private static final String INSERT_MESSAGES =
      """
      insert into message (id, tenant, user_id, chat_id, role, status, task_id, content)
      select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::uuid[], ?::text[])
      """;

  private static final String INSERT_CHATS =
      """
      insert into chat (tenant, id, user_id)
      select distinct * from unnest(?::text[], ?::text[], ?::text[])
      on conflict do nothing
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Facts facts;
  @Inject private Settings settings;

  /**
   * Stores these tasks, all or none, and tells of it.
   *
   * @return the receipts, in the order given
   */
  public List<Accepted> store(List<Entry> entries) {
    boolean withMessages = entries.stream().anyMatch(e -> !e.task().messages().isEmpty());
    Map<UUID, Instant> times =
        withMessages
            ? Sql.inTransaction(durable, c -> insertAll(c, entries))
            : Sql.with(durable, c -> insertTasks(c, entries));
    List<Accepted> receipts = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      receipts.add(new Accepted(entry.task(), times.get(entry.task().id())));
    }
    receipts.forEach(this::tell);
    return receipts;
  }

  private void tell(Accepted receipt) {
    facts.tell(
        new TaskEvent(
            TaskKey.of(receipt.task()), 1, EventKind.QUEUED, receipt.createdAt(), 0, null));
  }

  private Map<UUID, Instant> insertAll(Connection connection, List<Entry> entries)
      throws SQLException {
    Map<UUID, Instant> times = insertTasks(connection, entries);
    record Said(NewTask by, NewMessage message) {}
    List<Said> said =
        entries.stream()
            .flatMap(e -> e.task().messages().stream().map(m -> new Said(e.task(), m)))
            .toList();
    Sql.update(
        connection,
        INSERT_CHATS,
        Column.texts(said, s -> s.by().tenant()),
        Column.texts(said, s -> s.message().chatId()),
        Column.texts(said, s -> s.by().userId()));
    Sql.update(
        connection,
        INSERT_MESSAGES,
        Column.uuids(said, s -> s.message().id()),
        Column.texts(said, s -> s.by().tenant()),
        Column.texts(said, s -> s.by().userId()),
        Column.texts(said, s -> s.message().chatId()),
        Column.texts(said, s -> s.message().role().label()),
        Column.texts(said, s -> s.message().status().label()),
        Column.uuids(said, s -> s.by().id()),
        Column.texts(said, s -> s.message().content()));
    return times;
  }

  private Map<UUID, Instant> insertTasks(Connection connection, List<Entry> entries)
      throws SQLException {
    List<NewTask> tasks = entries.stream().map(Entry::task).toList();
    Duration headStart = settings.get(Knobs.PRIORITY_HEAD_START);
    Map<UUID, Instant> times = new HashMap<>();
    Sql.query(
        connection,
        row -> times.put(row.getObject("id", UUID.class), Sql.instant(row, "created_at")),
        INSERT_TASKS,
        Column.uuids(tasks, NewTask::id),
        Column.texts(tasks, NewTask::tenant),
        Column.texts(tasks, NewTask::userId),
        Column.texts(tasks, NewTask::workspaceId),
        Column.texts(tasks, NewTask::chatId),
        Column.texts(tasks, NewTask::type),
        Column.texts(tasks, NewTask::queue),
        Column.ints(tasks, NewTask::priority),
        Column.times(tasks, NewTask::notBefore),
        Column.flags(entries, Entry::released),
        Column.ints(tasks, NewTask::maxAttempts),
        Column.longs(tasks, t -> t.timeout().toMillis()),
        Column.longs(tasks, t -> t.backoff().toMillis()),
        Column.texts(tasks, NewTask::correlationId),
        Column.texts(tasks, NewTask::callbackUrl),
        Column.texts(tasks, NewTask::tags),
        Column.texts(tasks, NewTask::metadata),
        Column.texts(tasks, NewTask::input),
        headStart.toMillis() + " milliseconds");
    return times;
  }
}
