package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** What people may do to a task from outside: cancel, retry, answer, delete. */
@ApplicationScoped
public class Steering {

  private static final String CANCEL_WAITING =
      """
      with done as (
        update task t set status = 'cancelled', waits = null, released_at = null, due_at = null,
          error = 'cancelled', finished_at = now(), event_seq = t.event_seq + 1
        where t.id = ? and t.status in ('queued', 'input_required')
        returning t.*
      ), told as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'cancelled', now(), attempt, '{"error":"cancelled"}' from done
      ), said as (
        update message m set status = 'failed' from done t
        where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      )
      select %s, 'cancelled' as kind, '{"error":"cancelled"}' as data from done t
      """
          .formatted(Changed.COLUMNS);

  private static final String CANCEL_RUNNING =
      """
      update task set cancel_requested = true where id = ? and status = 'processing'
      """;

  private static final String RETRY =
      """
      with done as (
        update task t set status = 'queued', waits = %s,
          released_at = null, due_at = null, failures = 0, crashes = 0, cancel_requested = false,
          error = null, finished_at = null, dismissed_at = null,
          progress = 0, progress_text = null, event_seq = t.event_seq + 1
        where t.id = ? and t.status in ('failed', 'cancelled')
        returning t.*
      ), told as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'queued', now(), attempt, '{"retry":true}' from done
      ), said as (
        update message m set status = 'pending', content = '' from done t
        where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      )
      select %s, 'queued' as kind, '{"retry":true}' as data from done t
      """
          .formatted(Waits.IN_LINE, Changed.COLUMNS);

  private static final String ANSWER =
      """
      with done as (
        update task t set status = 'queued', waits = %s,
          released_at = null, due_at = null, answer = ?, question = null, event_seq = t.event_seq + 1
        where t.id = ? and t.status = 'input_required'
        returning t.*
      ), told as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'queued', now(), attempt, '{"answered":true}' from done
      )
      select %s, 'queued' as kind, '{"answered":true}' as data from done t
      """
          .formatted(Waits.IN_LINE, Changed.COLUMNS);

  private static final String DELETE =
      """
      delete from task t where id = ? and status in ('completed', 'failed', 'cancelled')
      returning %s
      """
          .formatted(Removing.Gone.COLUMNS);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Facts facts;
  @Inject private Event<CancelRequested> requests;

  /** What became of a wish to cancel. */
  public enum Cancelled {
    /** It waited, and has ended. */
    ENDED,
    /** It runs, and its worker is to stop it. */
    REQUESTED,
    /** It had ended already. */
    TOO_LATE
  }

  /** Cancels a waiting task at once, or asks the worker of a running one to stop. */
  public Cancelled cancel(UUID id) {
    if (change(CANCEL_WAITING, id).isPresent()) {
      return Cancelled.ENDED;
    }
    if (Sql.update(durable, CANCEL_RUNNING, id) > 0) {
      requests.fire(new CancelRequested(id));
      return Cancelled.REQUESTED;
    }
    // It may have gone back to waiting between the two statements.
    return change(CANCEL_WAITING, id).isPresent() ? Cancelled.ENDED : Cancelled.TOO_LATE;
  }

  /** Runs a failed or cancelled task again; false if it is neither. */
  public boolean retry(UUID id) {
    return change(RETRY, id).isPresent();
  }

  /**
   * Answers a task that asked, and lets it go on; false if it does not ask.
   *
   * @param answer JSON text
   */
  public boolean answer(UUID id, String answer) {
    return change(ANSWER, answer, id).isPresent();
  }

  /** Deletes a finished task with all that belongs to it; false if it has not ended. */
  public boolean delete(UUID id) {
    return Sql.inTransaction(
        durable,
        connection -> {
          List<Removing.Gone> gone = Sql.query(connection, Removing.Gone::of, DELETE, id);
          Removing.belongingsOf(connection, gone);
          return !gone.isEmpty();
        });
  }

  private Optional<TaskEvent> change(String sql, Object... parameters) {
    List<Changed> changed = Sql.query(durable, Changed::of, sql, parameters);
    changed.forEach(facts::tell);
    return changed.stream().map(Changed::event).findFirst();
  }
}
