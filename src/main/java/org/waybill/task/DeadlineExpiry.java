package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** Ends tasks that did not start in time and questions that were not answered in time. */
@ApplicationScoped
public class DeadlineExpiry {

  /** A task that has started once has met its deadline, whatever became of that attempt. */
  private static final String NOT_STARTED =
      """
      with late as (
        select id from task where status = 'queued' and start_by <= now() and attempt = 0
        order by start_by limit ? for update skip locked
      ), done as (
        update task t set status = 'failed', waits = null, released_at = null, due_at = null,
          error = 'not started by ' || %s, reason = 'not_started_in_time', finished_at = now(),
          event_seq = t.event_seq + 1
        from late where t.id = late.id
        returning t.*
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'failed', now(), attempt,
          json_build_object('error', error, 'reason', reason)::text
        from done
      ), chat as (
        update message m set status = 'failed' from done t
        where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      )
      select %s, 'failed' as kind,
        json_build_object('error', t.error, 'reason', t.reason)::text as data
      from done t
      """
          .formatted(TaskEventPublisher.timeText("t.start_by"), Transition.COLUMNS);

  /** The question's own default counts as the answer; without one the task fails. */
  private static final String UNANSWERED =
      """
      with late as (
        select id, attempt, question::jsonb -> 'default' as standard,
          question::jsonb ->> 'name' as name,
          'not answered by ' || %s as why
        from task t where status = 'input_required' and question_expires_at <= now()
        order by question_expires_at limit ? for update skip locked
      ), done as (
        update task t set
          status = case when l.standard is null then 'failed' else 'queued' end,
          waits = case when l.standard is not null then %s end,
          answer = coalesce(l.standard::text, t.answer),
          error = case when l.standard is null then l.why end,
          reason = case when l.standard is null then 'approval_expired' end,
          finished_at = case when l.standard is null then now() end,
          question = null, question_expires_at = null, event_seq = t.event_seq + 1
        from late l where t.id = l.id
        returning t.*, case when l.standard is null
          then json_build_object('error', l.why, 'reason', 'approval_expired')::text
          else '{"answered":true,"byDefault":true}' end as data
      ), kept as (
        insert into checkpoint (task_id, step, attempt, result)
        select id, 'answer:' || name, attempt, standard::text from late
        where name is not null and standard is not null
        on conflict (task_id, step) do update set result = excluded.result
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, status, now(), attempt, data from done
      ), chat as (
        update message m set status = 'failed' from done t
        where t.status = 'failed' and t.chat_id is not null and m.task_id = t.id
          and m.role = 'assistant'
      )
      select %s, t.status as kind, t.data from done t
      """
          .formatted(
              TaskEventPublisher.timeText("t.question_expires_at"),
              WaitReason.WHEN_DUE,
              Transition.COLUMNS);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskEventPublisher taskEventPublisher;

  /** Fails tasks past their start deadline, at most this many; returns how many. */
  public int notStarted(int limit) {
    return change(NOT_STARTED, limit);
  }

  /** Answers or fails tasks whose questions have expired, at most this many; returns how many. */
  public int unanswered(int limit) {
    return change(UNANSWERED, limit);
  }

  private int change(String sql, int limit) {
    List<Transition> changed = Sql.query(durable, Transition::of, sql, limit);
    changed.forEach(taskEventPublisher::publish);
    return changed.size();
  }
}
