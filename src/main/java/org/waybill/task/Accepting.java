package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.json.ObjectText;
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
        select g.*, g.terms::jsonb as x
        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::int[], ?::timestamptz[], ?::bool[], ?::text[], ?::int[], ?::int8[],
          ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as g(id, tenant, user_id, workspace_id, chat_id, type, queue, priority, due_at, released,
               line, max_attempts, timeout_ms, backoff_ms, correlation_id, callback_url, tags,
               metadata, input, terms)
      )
      insert into task (id, tenant, user_id, workspace_id, chat_id, type, queue, status, waits,
        priority, rank_at, due_at, released_at, max_attempts, timeout_ms, backoff_ms,
        correlation_id, callback_url, tags, metadata, input,
        start_by, order_key, concurrency_key, concurrency_limit, rate_key, parent_id, replay_of,
        schedule_id, traceparent, followed, backoff_factor, backoff_limit_ms, backoff_jitter, depth)
      select id, tenant, user_id, workspace_id, chat_id, type, queue, 'queued',
        case when line <> 'dependencies' and due_at > now() then 'scheduled' else line end,
        priority, greatest(now(), due_at) - priority * ?::interval, due_at,
        case when released then now() end, max_attempts, timeout_ms, backoff_ms,
        correlation_id, callback_url, tags, metadata, input,
        (x->>'startBy')::timestamptz, x->>'orderKey', x->>'concurrencyKey',
        (x->>'concurrencyLimit')::int, x->>'rateKey', x->>'parentId',
        x->>'replayOf', x->>'scheduleId', x->>'traceparent',
        x->>'parentId' is not null or coalesce((x->>'followed')::bool, false),
        coalesce((x->>'factor')::real, 2), (x->>'longestMs')::int8,
        coalesce((x->>'jitter')::real, 0.5), coalesce((x->>'depth')::int, 0)
      from given
      returning id, created_at, waits
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
      select distinct * from unnest(?::text[], ?::text[], ?::text[]) order by 1, 2
      on conflict do nothing
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Facts facts;
  @Inject private Settings settings;
  @Inject private Following following;
  @Inject private TaskKeys keys;

  private record Stamp(Instant createdAt, Waits waits) {}

  /**
   * Stores these tasks, all or none, and tells of it. A task whose key is taken is not stored; its
   * receipt names the one that has the key.
   *
   * @return the receipts, in the order given
   * @throws InvalidTask if a task needs another that is not there
   */
  public List<Accepted> store(List<Entry> entries) {
    boolean plain = entries.stream().allMatch(e -> isPlain(e.task()));
    List<Accepted> receipts =
        plain
            ? receipts(entries, Sql.with(durable, c -> insertTasks(c, entries, Set.of())))
            : Sql.inTransaction(durable, c -> insertAll(c, entries));
    receipts.stream().filter(receipt -> receipt.existing() == null).forEach(this::tell);
    return receipts;
  }

  /**
   * Stores the tasks that {@code source} answers, in one transaction with what it writes, and tells
   * of it after the commit.
   *
   * @return the receipts, in the order given
   */
  public List<Accepted> storeFrom(Sql.Work<List<Entry>> source) {
    List<Accepted> receipts =
        Sql.inTransaction(
            durable,
            connection -> {
              List<Entry> entries = source.on(connection);
              return entries.isEmpty() ? List.of() : insertAll(connection, entries);
            });
    receipts.stream().filter(receipt -> receipt.existing() == null).forEach(this::tell);
    return receipts;
  }

  private static boolean isPlain(NewTask task) {
    return task.messages().isEmpty()
        && task.terms().needs().isEmpty()
        && task.terms().parentId() == null
        && task.terms().once().isEmpty();
  }

  private void tell(Accepted receipt) {
    facts.tell(
        new TaskEvent(
            TaskKey.of(receipt.task()), 1, EventKind.QUEUED, receipt.createdAt(), 0, null));
  }

  private static List<Accepted> receipts(List<Entry> entries, Map<UUID, Stamp> stamps) {
    return entries.stream()
        .map(
            entry -> {
              Stamp stamp = stamps.get(entry.task().id());
              return new Accepted(entry.task(), stamp.createdAt(), stamp.waits(), null);
            })
        .toList();
  }

  private List<Accepted> insertAll(Connection connection, List<Entry> entries) throws SQLException {
    Map<UUID, Accepted.Existing> taken = keys.take(connection, entries);
    List<Entry> fresh =
        entries.stream().filter(entry -> !taken.containsKey(entry.task().id())).toList();
    Map<UUID, Accepted> receipts = new HashMap<>();
    if (!fresh.isEmpty()) {
      List<NewTask> tasks = fresh.stream().map(Entry::task).toList();
      Set<UUID> needed = Following.neededAmong(tasks);
      Map<UUID, Stamp> stamps = insertTasks(connection, fresh, needed);
      insertMessages(connection, fresh);
      following.note(connection, tasks, needed, taken);
      receipts(fresh, stamps).forEach(receipt -> receipts.put(receipt.task().id(), receipt));
    }
    return entries.stream()
        .map(
            entry -> {
              Accepted.Existing existing = taken.get(entry.task().id());
              return existing == null
                  ? receipts.get(entry.task().id())
                  : new Accepted(entry.task(), null, null, existing);
            })
        .toList();
  }

  private static void insertMessages(Connection connection, List<Entry> entries)
      throws SQLException {
    record Said(NewTask by, NewMessage message) {}
    List<Said> said =
        entries.stream()
            .flatMap(e -> e.task().messages().stream().map(m -> new Said(e.task(), m)))
            .toList();
    if (said.isEmpty()) {
      return;
    }
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
  }

  private Map<UUID, Stamp> insertTasks(
      Connection connection, List<Entry> entries, Set<UUID> followed) throws SQLException {
    List<NewTask> tasks = entries.stream().map(Entry::task).toList();
    Duration headStart = settings.get(Knobs.PRIORITY_HEAD_START);
    Map<UUID, Stamp> stamps = new HashMap<>();
    Sql.query(
        connection,
        row ->
            stamps.put(
                row.getObject("id", UUID.class),
                new Stamp(Sql.instant(row, "created_at"), Waits.of(row.getString("waits")))),
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
        Column.texts(tasks, t -> lineOf(t.terms()).label()),
        Column.ints(tasks, t -> t.retries().maxAttempts()),
        Column.longs(tasks, t -> t.timeout().toMillis()),
        Column.longs(tasks, t -> t.retries().first().toMillis()),
        Column.texts(tasks, NewTask::correlationId),
        Column.texts(tasks, NewTask::callbackUrl),
        Column.texts(tasks, NewTask::tags),
        Column.texts(tasks, NewTask::metadata),
        Column.texts(tasks, NewTask::input),
        Column.texts(tasks, task -> termsText(task, followed.contains(task.id()))),
        headStart.toMillis() + " milliseconds");
    return stamps;
  }

  private static Waits lineOf(Terms terms) {
    if (!terms.needs().isEmpty()) {
      return Waits.DEPENDENCIES;
    }
    return terms.isGated() ? Waits.GATE : Waits.READY;
  }

  /** What few tasks have travels as one JSON text, null for most. */
  private String termsText(NewTask task, boolean followed) {
    Terms terms = task.terms();
    RetryPolicy retries = task.retries();
    boolean usual =
        retries.factor() == 2
            && retries.jitter() == 0.5
            && retries.longest().equals(settings.get(Knobs.TASK_BACKOFF_LIMIT));
    if (usual && !followed && terms == Terms.NONE) {
      return null;
    }
    ObjectText text =
        new ObjectText(new StringBuilder())
            .time("startBy", terms.startBy())
            .text("orderKey", terms.orderKey())
            .text("concurrencyKey", terms.concurrencyKey())
            .text("rateKey", terms.rateKey())
            .text("parentId", terms.parentId())
            .text("replayOf", terms.replayOf())
            .text("scheduleId", terms.scheduleId())
            .text("traceparent", terms.traceparent());
    if (followed) {
      text.flag("followed", true);
    }
    if (terms.depth() > 0) {
      text.number("depth", terms.depth());
    }
    if (terms.concurrencyKey() != null) {
      text.number("concurrencyLimit", terms.concurrencyLimit());
    }
    if (!usual) {
      text.text("factor", retries.factor())
          .text("jitter", retries.jitter())
          .number("longestMs", retries.longest().toMillis());
    }
    return text.end().toString();
  }
}
