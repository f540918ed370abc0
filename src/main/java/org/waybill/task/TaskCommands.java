package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.event.Publisher;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Operations on a task from outside: cancel, retry, wake, answer, delete. */
@ApplicationScoped
public class TaskCommands {

  /** The task and all that descend from it, as far as they have not ended. */
  private static final String LOCK_TREE =
      """
      with recursive tree as (
        select ?::uuid as id
        union
        select c.id from tree p join task c on c.parent_id = p.id::text
      )
      select id, status from task where id in (select id from tree)
        and status in ('queued', 'processing', 'input_required')
      order by id for update
      """;

  private static final String CANCEL_WAITING =
      """
      with done as (
        update task t set status = 'cancelled', waits = null, released_at = null, due_at = null,
          question = null, question_expires_at = null,
          error = 'cancelled', reason = 'cancelled', finished_at = now(), event_seq = t.event_seq + 1
        where t.id = any(?::uuid[]) and t.status || '' in ('queued', 'input_required')
        returning t.*
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'cancelled', now(), attempt, '{"error":"cancelled","reason":"cancelled"}' from done
      ), chat as (
        update message m set status = 'failed' from done t
        where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      )
      select %s, 'cancelled' as kind, '{"error":"cancelled","reason":"cancelled"}' as data from done t
      """
          .formatted(Transition.COLUMNS);

  private static final String CANCEL_RUNNING =
      """
      update task set cancel_requested = true
      where id = any(?::uuid[]) and status || '' = 'processing'
      """;

  private static final String RETRY =
      """
      with done as (
        update task t set status = 'queued', waits = %s,
          released_at = null, due_at = null, start_by = null, failures = 0, crashes = 0,
          cancel_requested = false, error = null, reason = null, finished_at = null, dismissed_at = null,
          progress = 0, progress_text = null, event_seq = t.event_seq + 1
        where t.id = ? and t.status in ('failed', 'cancelled')
        returning t.*
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'queued', now(), attempt, '{"retry":true}' from done
      ), chat as (
        update message m set status = 'pending', content = '' from done t
        where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      )
      select %s, 'queued' as kind, '{"retry":true}' as data from done t
      """
          .formatted(WaitReason.WHEN_DUE, Transition.COLUMNS);

  /** One that was tried in vain waits for its gap, with the reason. */
  private static final String WAKE =
      """
      with done as (
        update task t set waits = %s, released_at = null, due_at = null, event_seq = t.event_seq + 1
        where t.id = ? and t.status || '' = 'queued' and t.waits = 'retry' and t.reason is null
          and t.due_at > now()
        returning t.*
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'queued', now(), attempt, '{"woken":true}' from done
      )
      select %s, 'queued' as kind, '{"woken":true}' as data from done t
      """
          .formatted(WaitReason.WHEN_DUE, Transition.COLUMNS);

  /** The answer to a named question is stored with the steps. */
  private static final String ANSWER =
      """
      with asked as (
        select id, attempt, question::jsonb ->> 'name' as name, ?::text as answer from task
        where id = ? and status = 'input_required' and %s for update
      ), done as (
        update task t set status = 'queued', waits = %s,
          released_at = null, due_at = null, answer = asked.answer, question = null,
          question_expires_at = null, event_seq = t.event_seq + 1
        from asked where t.id = asked.id
        returning t.*
      ), kept as (
        insert into checkpoint (task_id, step, attempt, result)
        select id, 'answer:' || name, attempt, answer from asked where name is not null
        on conflict (task_id, step) do update set result = excluded.result
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'queued', now(), attempt, '{"answered":true}' from done
      )
      select %s, 'queued' as kind, '{"answered":true}' as data from done t
      """;

  /** No answer approves anything. */
  private static final String ANSWER_QUESTION =
      ANSWER.formatted(
          "attempt = ? and question::jsonb ->> 'kind' is distinct from 'approval'",
          WaitReason.WHEN_DUE,
          Transition.COLUMNS);

  private static final String GO_ON_APPROVED =
      ANSWER.formatted(
          "question::jsonb ->> 'kind' = 'approval'", WaitReason.WHEN_DUE, Transition.COLUMNS);

  private static final String DELETE =
      """
      delete from task t where id = ? and status in ('completed', 'failed', 'cancelled')
      returning %s
      """
          .formatted(TaskCascadeDelete.Gone.COLUMNS);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskEventPublisher taskEventPublisher;
  @Inject private Publisher publisher;

  /** The result of a request to cancel. */
  public enum Cancelled {
    /** It waited, and has ended. */
    ENDED,
    /** It runs, and its worker is to stop it. */
    REQUESTED,
    /** It had ended already. */
    TOO_LATE
  }

  private record Open(UUID id, TaskStatus status) {}

  /** The tasks that have ended, and those that their workers must stop. */
  private record Tree(List<Transition> ended, List<UUID> running) {
    static final Tree NOBODY = new Tree(List.of(), List.of());
  }

  /**
   * Cancels a task that has not ended, and all that descend from it: waiting ones at once, of
   * running ones the workers are asked to stop them.
   */
  public Cancelled cancel(UUID id) {
    Tree tree = Sql.inTransaction(durable, connection -> cancelTree(connection, id));
    tree.ended().forEach(taskEventPublisher::publish);
    tree.running().forEach(running -> publisher.publish(new CancelRequested(running)));
    if (tree.running().contains(id)) {
      return Cancelled.REQUESTED;
    }
    return tree == Tree.NOBODY ? Cancelled.TOO_LATE : Cancelled.ENDED;
  }

  /**
   * Under the locks of all rows, so that no task can change from waiting to running in between. A
   * child submitted later is rejected by its parent's row.
   */
  private static Tree cancelTree(Connection connection, UUID id) throws SQLException {
    List<Open> open =
        Sql.query(
            connection,
            row ->
                new Open(row.getObject("id", UUID.class), TaskStatus.of(row.getString("status"))),
            LOCK_TREE,
            id);
    if (open.stream().noneMatch(task -> task.id().equals(id))) {
      return Tree.NOBODY;
    }
    List<UUID> running =
        open.stream().filter(t -> t.status() == TaskStatus.PROCESSING).map(Open::id).toList();
    List<UUID> waiting = open.stream().map(Open::id).filter(t -> !running.contains(t)).toList();
    List<Transition> ended = List.of();
    if (!waiting.isEmpty()) {
      ended =
          Sql.query(
              connection, Transition::of, CANCEL_WAITING, ArrayParameter.uuids(waiting, t -> t));
    }
    if (!running.isEmpty()) {
      Sql.update(connection, CANCEL_RUNNING, ArrayParameter.uuids(running, t -> t));
    }
    return new Tree(ended, running);
  }

  /** Runs a failed or cancelled task again; false if it is neither. */
  public boolean retry(UUID id) {
    return change(RETRY, id).isPresent();
  }

  /** Runs a snoozed task now; false if it is none. */
  public boolean wake(UUID id) {
    return change(WAKE, id).isPresent();
  }

  /**
   * Answers a task that is waiting for input and resumes it; false if it does not wait (any more).
   *
   * @param attempt the attempt that asked
   * @param answer JSON text
   */
  public boolean answer(UUID id, int attempt, String answer) {
    return change(ANSWER_QUESTION, answer, id, attempt).isPresent();
  }

  /**
   * The same, with more to be stored in the transaction.
   *
   * @param more run once the answer is accepted
   */
  public boolean answer(UUID id, int attempt, String answer, Sql.Work<?> more) {
    List<Transition> changed =
        Sql.inTransaction(
            durable,
            connection -> {
              List<Transition> answered =
                  Sql.query(connection, Transition::of, ANSWER_QUESTION, answer, id, attempt);
              if (!answered.isEmpty()) {
                more.on(connection);
              }
              return answered;
            });
    changed.forEach(taskEventPublisher::publish);
    return !changed.isEmpty();
  }

  /**
   * The result of a decision about an approval.
   *
   * @param counts false if nothing was decided
   * @param goesOn the task that has no other approval to wait for, or null
   */
  public record Approved(boolean counts, UUID goesOn) {

    public static final Approved NO = new Approved(false, null);
  }

  /** Decides about an approval and lets its task go on, in one transaction. */
  public boolean goOnApproved(Sql.Work<Approved> decision) {
    List<Transition> changed = new ArrayList<>();
    boolean counts =
        Sql.inTransaction(
            durable,
            connection -> {
              changed.clear();
              Approved approved = decision.on(connection);
              if (approved.goesOn() != null) {
                changed.addAll(
                    Sql.query(
                        connection,
                        Transition::of,
                        GO_ON_APPROVED,
                        "\"decided\"",
                        approved.goesOn()));
              }
              return approved.counts();
            });
    changed.forEach(taskEventPublisher::publish);
    return counts;
  }

  /** Deletes a finished task with all that belongs to it; false if it has not ended. */
  public boolean delete(UUID id) {
    return Sql.inTransaction(
        durable,
        connection -> {
          List<TaskCascadeDelete.Gone> gone =
              Sql.query(connection, TaskCascadeDelete.Gone::of, DELETE, id);
          TaskCascadeDelete.belongingsOf(connection, gone);
          return !gone.isEmpty();
        });
  }

  private Optional<TaskEvent> change(String sql, Object... parameters) {
    List<Transition> changed = Sql.query(durable, Transition::of, sql, parameters);
    changed.forEach(taskEventPublisher::publish);
    return changed.stream().map(Transition::event).findFirst();
  }
}
