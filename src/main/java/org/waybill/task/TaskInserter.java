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
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.json.JsonObjectWriter;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Stores new tasks: one statement and one commit for all tasks that arrive together. */
@ApplicationScoped
public class TaskInserter {

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
        schedule_id, traceparent, followed, backoff_factor, backoff_limit_ms, backoff_jitter, depth,
        input_bytes)
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
        coalesce((x->>'jitter')::real, 0.5), coalesce((x->>'depth')::int, 0),
        (x->>'inputBytes')::int
      from given
      returning id, created_at, waits
      """;

  private static final String INSERT_MESSAGES =
      """
      insert into message (id, tenant, user_id, chat_id, role, status, task_id, content, branch_id)
      select g.*, %s
      from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
        ?::uuid[], ?::text[])
        as g(id, tenant, user_id, chat_id, role, status, task_id, content)
      """
          .formatted(Branches.currentOf("g"));

  private static final String INSERT_CHATS =
      """
      insert into chat (tenant, id, user_id)
      select distinct * from unnest(?::text[], ?::text[], ?::text[]) order by 1, 2
      on conflict do nothing
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskEventPublisher taskEventPublisher;
  @Inject private Settings settings;
  @Inject private TaskDependencies taskDependencies;
  @Inject private IdempotencyKeys keys;

  private record Stamp(Instant createdAt, WaitReason waits) {}

  /**
   * Stores these tasks, all or none, and publishes them. A task whose key is taken is not stored;
   * its receipt names the task that has the key.
   *
   * @return the receipts, in the order given
   * @throws InvalidTask if a task depends on another that does not exist
   */
  public List<Receipt> store(List<Entry> entries) {
    boolean plain = entries.stream().allMatch(e -> isPlain(e.task()));
    List<Receipt> receipts =
        plain
            ? receipts(entries, Sql.with(durable, c -> insertTasks(c, entries, Set.of())))
            : Sql.inTransaction(durable, c -> insertAll(c, entries));
    receipts.stream().filter(receipt -> receipt.existing() == null).forEach(this::publish);
    return receipts;
  }

  /**
   * Stores the tasks that {@code source} returns, in one transaction with what it writes, and
   * publishes them after the commit.
   *
   * @return the receipts, in the order given
   */
  public List<Receipt> storeFrom(Sql.Work<List<Entry>> source) {
    List<Receipt> receipts =
        Sql.inTransaction(
            durable,
            connection -> {
              List<Entry> entries = source.on(connection);
              return entries.isEmpty() ? List.of() : insertAll(connection, entries);
            });
    receipts.stream().filter(receipt -> receipt.existing() == null).forEach(this::publish);
    return receipts;
  }

  private static boolean isPlain(NewTask task) {
    return task.messages().isEmpty()
        && task.terms().needs().isEmpty()
        && task.terms().parentId() == null
        && task.terms().branch() == null
        && task.terms().once().isEmpty()
        && !PayloadStore.isLarge(task.work().input());
  }

  private void publish(Receipt receipt) {
    taskEventPublisher.publish(
        new TaskEvent(
            TaskRef.of(receipt.task()), 1, EventKind.QUEUED, receipt.createdAt(), 0, null));
  }

  private static List<Receipt> receipts(List<Entry> entries, Map<UUID, Stamp> stamps) {
    return entries.stream()
        .map(
            entry -> {
              Stamp stamp = stamps.get(entry.task().id());
              return new Receipt(entry.task(), stamp.createdAt(), stamp.waits(), null);
            })
        .toList();
  }

  private List<Receipt> insertAll(Connection connection, List<Entry> entries) throws SQLException {
    Map<UUID, Receipt.Existing> taken = keys.take(connection, entries);
    List<Entry> fresh =
        entries.stream().filter(entry -> !taken.containsKey(entry.task().id())).toList();
    Map<UUID, Receipt> receipts = new HashMap<>();
    if (!fresh.isEmpty()) {
      List<NewTask> tasks = fresh.stream().map(Entry::task).toList();
      Set<UUID> needed = TaskDependencies.neededAmong(tasks);
      Map<UUID, Stamp> stamps = insertTasks(connection, fresh, needed);
      PayloadStore.storeInputs(connection, tasks);
      Branches.begin(connection, tasks);
      insertMessages(connection, fresh);
      taskDependencies.note(connection, tasks, needed, taken);
      receipts(fresh, stamps).forEach(receipt -> receipts.put(receipt.task().id(), receipt));
    }
    return entries.stream()
        .map(
            entry -> {
              Receipt.Existing existing = taken.get(entry.task().id());
              return existing == null
                  ? receipts.get(entry.task().id())
                  : new Receipt(entry.task(), null, null, existing);
            })
        .toList();
  }

  private static void insertMessages(Connection connection, List<Entry> entries)
      throws SQLException {
    record TaskMessage(NewTask by, NewMessage message) {}
    List<TaskMessage> messages =
        entries.stream()
            .flatMap(e -> e.task().messages().stream().map(m -> new TaskMessage(e.task(), m)))
            .toList();
    if (messages.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        INSERT_CHATS,
        ArrayParameter.texts(messages, s -> s.by().owner().tenant()),
        ArrayParameter.texts(messages, s -> s.message().chatId()),
        ArrayParameter.texts(messages, s -> s.by().owner().userId()));
    Sql.update(
        connection,
        INSERT_MESSAGES,
        ArrayParameter.uuids(messages, s -> s.message().id()),
        ArrayParameter.texts(messages, s -> s.by().owner().tenant()),
        ArrayParameter.texts(messages, s -> s.by().owner().userId()),
        ArrayParameter.texts(messages, s -> s.message().chatId()),
        ArrayParameter.texts(messages, s -> s.message().role().label()),
        ArrayParameter.texts(messages, s -> s.message().status().label()),
        ArrayParameter.uuids(messages, s -> s.by().id()),
        ArrayParameter.texts(messages, s -> s.message().content()));
  }

  private Map<UUID, Stamp> insertTasks(
      Connection connection, List<Entry> entries, Set<UUID> followed) throws SQLException {
    List<NewTask> tasks = entries.stream().map(Entry::task).toList();
    Duration headStart = settings.get(KnownSettings.PRIORITY_HEAD_START);
    Map<UUID, Stamp> stamps = new HashMap<>();
    Sql.query(
        connection,
        row ->
            stamps.put(
                row.getObject("id", UUID.class),
                new Stamp(Sql.instant(row, "created_at"), WaitReason.of(row.getString("waits")))),
        INSERT_TASKS,
        ArrayParameter.uuids(tasks, NewTask::id),
        ArrayParameter.texts(tasks, task -> task.owner().tenant()),
        ArrayParameter.texts(tasks, task -> task.owner().userId()),
        ArrayParameter.texts(tasks, task -> task.labels().workspaceId()),
        ArrayParameter.texts(tasks, task -> task.labels().chatId()),
        ArrayParameter.texts(tasks, task -> task.work().type()),
        ArrayParameter.texts(tasks, task -> task.work().queue()),
        ArrayParameter.ints(tasks, task -> task.work().priority()),
        ArrayParameter.times(tasks, task -> task.timing().notBefore()),
        ArrayParameter.flags(entries, Entry::released),
        ArrayParameter.texts(tasks, t -> waitReasonOf(t.terms()).label()),
        ArrayParameter.ints(tasks, t -> t.timing().retries().maxAttempts()),
        ArrayParameter.longs(tasks, t -> t.timing().timeout().toMillis()),
        ArrayParameter.longs(tasks, t -> t.timing().retries().first().toMillis()),
        ArrayParameter.texts(tasks, task -> task.labels().correlationId()),
        ArrayParameter.texts(tasks, task -> task.labels().callbackUrl()),
        ArrayParameter.texts(tasks, task -> task.labels().tags()),
        ArrayParameter.texts(tasks, task -> task.labels().metadata()),
        ArrayParameter.texts(tasks, task -> PayloadStore.inRow(task.work().input())),
        ArrayParameter.texts(tasks, task -> termsText(task, followed.contains(task.id()))),
        headStart.toMillis() + " milliseconds");
    return stamps;
  }

  private static WaitReason waitReasonOf(TaskConstraints taskConstraints) {
    if (!taskConstraints.needs().isEmpty()) {
      return WaitReason.DEPENDENCIES;
    }
    return taskConstraints.hasAdmissionKey() ? WaitReason.ADMISSION : WaitReason.READY;
  }

  /** What few tasks have travels as one JSON text, null for most. */
  private String termsText(NewTask task, boolean followed) {
    TaskConstraints taskConstraints = task.terms();
    RetryPolicy retries = task.timing().retries();
    boolean usual =
        retries.factor() == 2
            && retries.jitter() == 0.5
            && retries.longest().equals(settings.get(KnownSettings.TASK_BACKOFF_LIMIT));
    Integer inputBytes = PayloadStore.bytesIfLarge(task.work().input());
    if (usual && !followed && inputBytes == null && taskConstraints == TaskConstraints.NONE) {
      return null;
    }
    JsonObjectWriter text =
        new JsonObjectWriter(new StringBuilder())
            .time("startBy", taskConstraints.startBy())
            .text("orderKey", taskConstraints.orderKey())
            .text("concurrencyKey", taskConstraints.concurrencyKey())
            .text("rateKey", taskConstraints.rateKey())
            .text("parentId", taskConstraints.parentId())
            .text("replayOf", taskConstraints.replayOf())
            .text("scheduleId", taskConstraints.scheduleId())
            .text("traceparent", taskConstraints.traceparent());
    if (followed) {
      text.flag("followed", true);
    }
    if (inputBytes != null) {
      text.number("inputBytes", inputBytes);
    }
    if (taskConstraints.depth() > 0) {
      text.number("depth", taskConstraints.depth());
    }
    if (taskConstraints.concurrencyKey() != null) {
      text.number("concurrencyLimit", taskConstraints.concurrencyLimit());
    }
    if (!usual) {
      text.text("factor", retries.factor())
          .text("jitter", retries.jitter())
          .number("longestMs", retries.longest().toMillis());
    }
    return text.end().toString();
  }
}
