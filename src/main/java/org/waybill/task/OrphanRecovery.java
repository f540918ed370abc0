package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Takes tasks back from lost workers. The attempt number stays used, so that later writes of such a
 * worker are fenced. {@link CrashPolicy} defines what counts as a crash.
 */
@ApplicationScoped
public class OrphanRecovery {

  /** To be completed with the crash rules and the selection of tasks. */
  private static final String TAKE =
      """
      with locked as (
        select t.id, t.crashes, t.started_at, t.attempt from task t
        where t.status = 'processing' and %s order by t.id for update
      ), judged as (
        %s
      ), taken as (
        update task t set
          status = case when j.condemned then 'failed' else 'queued' end,
          waits = case when j.condemned then null when j.rest_ms > 0 then 'retry' else %s end,
          due_at = case when not j.condemned and j.rest_ms > 0
            then now() + j.rest_ms * interval '1 millisecond' end,
          error = case when j.condemned then ? else t.error end,
          reason = case when j.condemned then 'crash_limit' else 'worker_lost' end,
          finished_at = case when j.condemned then now() end,
          crashes = j.crashes, worker = null, released_at = null, event_seq = t.event_seq + 1
        from judged j where t.id = j.id
        returning t.*
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, case status when 'failed' then 'failed' else 'retrying' end, now(),
          attempt, case status when 'failed' then ? else ? end
        from taken
      ), chat as (
        update message m set status = case t.status when 'failed' then 'failed' else 'pending' end,
          content = case t.status when 'failed' then m.content else '' end
        from taken t where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      ), noted as (
        %s
      )
      select %s, case t.status when 'failed' then 'failed' else 'retrying' end as kind,
        case t.status when 'failed' then ? else ? end as data,
        t.cancel_requested and t.status = 'queued' as to_cancel
      from taken t
      """;

  private static final String OF_WORKER = "t.worker = ?";

  private static final String FROM_DEAD =
      TAKE.formatted(
          OF_WORKER,
          CrashPolicy.JUDGED,
          WaitReason.WHEN_DUE,
          CrashPolicy.NOTED,
          Transition.COLUMNS);

  private static final String NOT_CHARGED =
      "select id, crashes, attempt, false as condemned, false as charged, 0 as rest_ms from locked";

  private static final String FROM_SILENT =
      TAKE.formatted(OF_WORKER, NOT_CHARGED, WaitReason.WHEN_DUE, "select 1", Transition.COLUMNS);

  /** What this worker has claimed and does not run, according to the row at this attempt. */
  private static final String ABANDONED =
      TAKE.formatted(
          OF_WORKER + " and (t.id, t.attempt) in (select * from unnest(?::uuid[], ?::int[]))",
          NOT_CHARGED,
          WaitReason.WHEN_DUE,
          "select 1",
          Transition.COLUMNS);

  private static final String RUNNING =
      """
      select id, worker, attempt from task
      where worker = ? and status = 'processing' and started_at < now() - ? * interval '1 millisecond'
      """;

  private static final String LOST = TaskEventPublisher.error(Reason.WORKER_LOST, "worker lost");

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskEventPublisher taskEventPublisher;
  @Inject private TaskCommands taskCommands;

  /** A task taken back, and whether it was to be stopped anyway. */
  private record Taken(Transition changed, boolean toCancel) {
    static Taken of(ResultSet row) throws SQLException {
      return new Taken(Transition.of(row), row.getBoolean("to_cancel"));
    }

    boolean isCondemned() {
      return changed.event().kind() == EventKind.FAILED;
    }

    UUID id() {
      return changed.event().task().id();
    }
  }

  /**
   * Takes back everything that a worker was running whose process has ended.
   *
   * @param crashLimit crashes after which a task fails
   * @return number of tasks
   */
  public int takeFrom(UUID worker, int crashLimit) {
    String error = "the worker crashed " + crashLimit + " times while running this task; giving up";
    String failed = TaskEventPublisher.error(Reason.CRASH_LIMIT, error);
    List<Taken> taken =
        Sql.inTransaction(
            durable,
            connection -> {
              List<Taken> all =
                  Sql.query(
                      connection,
                      Taken::of,
                      FROM_DEAD,
                      worker,
                      crashLimit,
                      error,
                      failed,
                      LOST,
                      worker,
                      failed,
                      LOST);
              acquitNeighbours(connection, all);
              return all;
            });
    return publish(taken);
  }

  private static void acquitNeighbours(Connection connection, List<Taken> taken)
      throws SQLException {
    List<UUID> condemned = taken.stream().filter(Taken::isCondemned).map(Taken::id).toList();
    if (!condemned.isEmpty()) {
      CrashPolicy.acquitNeighboursOf(connection, condemned);
    }
  }

  /**
   * The same for a worker that sends no heartbeat but may be alive, or that has shut down cleanly:
   * no task is charged with a crash.
   */
  public int takeFromSilent(UUID worker) {
    return publish(
        Sql.query(durable, Taken::of, FROM_SILENT, worker, null, LOST, LOST, LOST, LOST));
  }

  /** What a worker has claimed this long ago and not ended yet. */
  public List<TaskClaimer.Holder> runningOf(UUID worker, Duration since) {
    return Sql.query(durable, TaskClaimer::holder, RUNNING, worker, since.toMillis());
  }

  /** Takes back attempts that their worker does not run; no task is charged with a crash. */
  public int takeAbandoned(UUID worker, List<TaskClaimer.Holder> attempts) {
    return publish(
        Sql.query(
            durable,
            Taken::of,
            ABANDONED,
            worker,
            ArrayParameter.uuids(attempts, TaskClaimer.Holder::taskId),
            ArrayParameter.ints(attempts, TaskClaimer.Holder::attempt),
            null,
            LOST,
            LOST,
            LOST,
            LOST));
  }

  /** A worker is back that was taken for gone; answers how many tasks are charged no more. */
  public int acquit(UUID worker) {
    return Sql.inTransaction(durable, connection -> CrashPolicy.acquitOf(connection, worker));
  }

  private int publish(List<Taken> taken) {
    for (Taken each : taken) {
      taskEventPublisher.publish(each.changed());
      if (each.toCancel()) {
        taskCommands.cancel(each.id());
      }
    }
    return taken.size();
  }

  /** Deletes worker deaths that are too long ago to matter for a task that still runs. */
  public void forgetOldLosses() {
    Sql.with(durable, CrashPolicy::forget);
  }
}
