package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.json.Json;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Claims dispatched tasks for this worker. Asynchronous commit: a claim that is lost in a crash
 * leaves the task queued, which is correct.
 */
@ApplicationScoped
public class TaskClaimer {

  /** The result of an attempt to claim a task. */
  public record Answer(Claim claim, Holder holder) {
    /** Whether the task is this worker's now. */
    public boolean won() {
      return claim != null;
    }

    /** Whether another attempt of it is under way. */
    public boolean held() {
      return holder != null;
    }
  }

  /** The worker that runs a requested task. */
  public record Holder(UUID taskId, UUID worker, int attempt) {}

  /** Already claimed, ended, or not dispatched (any more). */
  public static final Answer NOBODY_HOME = new Answer(null, null);

  private static final String CLAIM =
      """
      with wanted as (
        select id from task where id = any(?::uuid[]) and status || '' = 'queued' and waits = 'ready'
          and released_at is not null
          and (start_by is null or start_by > now() or attempt > 0)
        order by id for update
      ), won as (
        update task t set status = 'processing', waits = null, attempt = t.attempt + 1, worker = ?,
          node = ?, started_at = now(), released_at = null, due_at = null, progress = 0,
          progress_text = null, partial = null, event_seq = t.event_seq + 1
        from wanted where t.id = wanted.id
        returning t.*
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'started', now(), attempt, ? from won
      )
      select %s, t.worker, t.attempt, t.failures, t.crashes, t.timeout_ms, t.max_attempts, t.backoff_ms,
        t.backoff_factor, t.backoff_limit_ms, t.backoff_jitter, t.started_at, t.event_seq,
        t.answer, t.traceparent, %s as input
      from won t
      """
          .formatted(TaskRef.COLUMNS, PayloadStore.inputOf("t"));

  private static final String HOLDERS =
      """
      select id, worker, attempt from task where id = any(?::uuid[]) and status || '' = 'processing'
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private TaskEventPublisher taskEventPublisher;
  @Inject private Settings settings;

  /**
   * Claims these tasks for a worker, as far as they are there to be claimed.
   *
   * @return one answer for each id, in the order given
   */
  public List<Answer> claim(List<UUID> ids, UUID worker, String node) {
    Map<UUID, Answer> answers = new HashMap<>();
    String data = Json.object("node", node);
    Sql.with(relaxed, connection -> claim(connection, ids, worker, node, data, answers));
    answers.values().stream()
        .filter(Answer::won)
        .forEach(answer -> taskEventPublisher.publish(started(answer.claim(), data)));
    // An id asked for twice in one batch is won once.
    return ids.stream()
        .map(id -> Objects.requireNonNullElse(answers.remove(id), NOBODY_HOME))
        .toList();
  }

  private Void claim(
      Connection connection,
      List<UUID> ids,
      UUID worker,
      String node,
      String data,
      Map<UUID, Answer> answers)
      throws SQLException {
    ArrayParameter wanted = ArrayParameter.uuids(ids, id -> id);
    for (Claim claim : Sql.query(connection, this::read, CLAIM, wanted, worker, node, data)) {
      answers.put(claim.task().id(), new Answer(claim, null));
    }
    if (answers.size() < ids.size()) {
      List<UUID> lost = ids.stream().filter(id -> !answers.containsKey(id)).toList();
      Sql.query(connection, TaskClaimer::holder, HOLDERS, ArrayParameter.uuids(lost, id -> id))
          .forEach(holder -> answers.put(holder.taskId(), new Answer(null, holder)));
    }
    return null;
  }

  private static TaskEvent started(Claim claim, String data) {
    return new TaskEvent(
        claim.task(), claim.seq(), EventKind.STARTED, claim.startedAt(), claim.attempt(), data);
  }

  private Claim read(ResultSet row) throws SQLException {
    return new Claim(
        TaskRef.of(row),
        row.getObject("worker", UUID.class),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getInt("crashes"),
        Duration.ofMillis(row.getLong("timeout_ms")),
        retries(row),
        Sql.instant(row, "started_at"),
        row.getInt("event_seq"),
        row.getString("input"),
        row.getString("answer"),
        row.getString("traceparent"));
  }

  private RetryPolicy retries(ResultSet row) throws SQLException {
    long given = row.getLong("backoff_limit_ms");
    Duration longest =
        row.wasNull() ? settings.get(KnownSettings.TASK_BACKOFF_LIMIT) : Duration.ofMillis(given);
    return new RetryPolicy(
        row.getInt("max_attempts"),
        Duration.ofMillis(row.getLong("backoff_ms")),
        row.getDouble("backoff_factor"),
        longest,
        row.getDouble("backoff_jitter"));
  }

  static Holder holder(ResultSet row) throws SQLException {
    return new Holder(
        row.getObject("id", UUID.class),
        row.getObject("worker", UUID.class),
        row.getInt("attempt"));
  }
}
