package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Tasks that wait for other tasks to end: dependents, and parents of children. A task that others
 * wait for is marked as followed, under the lock of its row; so its end either sees the mark, or is
 * seen by the transaction that sets it.
 */
@ApplicationScoped
public class TaskDependencies {

  private static final String ADD =
      """
      insert into task_dependency (task_id, needs_id, mode)
      select * from unnest(?::uuid[], ?::uuid[], ?::text[])
      on conflict do nothing
      """;

  private static final String MARK =
      """
      with needed as (
        select id from task where id = any(?::uuid[]) order by id for update
      )
      update task t set followed = true from needed where t.id = needed.id returning t.id
      """;

  /**
   * Makes tasks ready whose dependencies are met, fails those whose dependencies cannot be met any
   * more, and reports to a parent how many of its children have ended.
   */
  private static final String RESOLVE =
      """
      with waiting as (
        select id from task where id = any(?::uuid[]) and status || '' = 'queued'
          and waits = 'dependencies'
        order by id for update
      ), state as (
        select w.id,
          bool_and(n.id is null or n.status in ('completed', 'failed', 'cancelled')) as done,
          min(n.id::text || ' ' || n.status)
            filter (where d.mode = 'success' and n.status in ('failed', 'cancelled')) as broken,
          count(*) filter (where n.parent_id = w.id::text) as children,
          count(*) filter (where n.parent_id = w.id::text
            and n.status in ('completed', 'failed', 'cancelled')) as ended
        from waiting w
          left join task_dependency d on d.task_id = w.id
          left join task n on n.id = d.needs_id
        group by w.id
      ), advanced as (
        update task t set progress = 100 * s.ended / s.children,
          progress_text = s.ended || ' of ' || s.children || ' children have ended',
          event_seq = t.event_seq + 1
        from state s where t.id = s.id and not s.done and s.broken is null and s.ended > 0
          and t.progress_text is distinct from
            s.ended || ' of ' || s.children || ' children have ended'
        returning t.*
      ), freed as (
        update task t set waits = %s
        from state s where t.id = s.id and s.done and s.broken is null
        returning t.*
      ), broken as (
        update task t set status = 'failed', waits = null, due_at = null, finished_at = now(),
          error = 'needs task ' || replace(s.broken, ' ', ', which is '),
          reason = 'dependency_failed', event_seq = t.event_seq + 1
        from state s where t.id = s.id and s.broken is not null
        returning t.*
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'failed', now(), attempt,
          json_build_object('error', error, 'reason', reason)::text from broken
        union all
        select id, event_seq, 'progress', now(), attempt,
          json_build_object('percent', progress, 'text', progress_text)::text from advanced
      ), chat as (
        update message m set status = 'failed' from broken t
        where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      )
      select %s, t.kind, case t.kind
          when 'progress' then json_build_object('percent', progress, 'text', progress_text)
          else json_build_object('error', t.error, 'reason', t.reason) end::text as data
      from (select *, 'queued' as kind from freed
        union all select *, 'failed' from broken
        union all select *, 'progress' from advanced) t
      """
          .formatted(WaitReason.NEXT, Transition.COLUMNS);

  private static final String FOLLOW =
      """
      update task set followed = true where id = ? returning status
      """;

  private static final String FOLLOWERS =
      """
      select d.task_id from task_dependency d join task t on t.id = d.task_id
      where d.needs_id = any(?::uuid[]) and t.status = 'queued' and t.waits = 'dependencies'
      """;

  private static final String WAITING_LONG =
      """
      select id from task
      where status = 'queued' and waits = 'dependencies' and id > ?
        and created_at < now() - ? * interval '1 millisecond'
      order by id limit ?
      """;

  private static final String PRESENT =
      """
      select id from task
      where id = any(?::uuid[]) and tenant = ? and (?::text is null or user_id = ?)
      """;

  private static final String NEEDS =
      """
      select d.needs_id from task_dependency d join task n on n.id = d.needs_id
      where d.task_id = ? and n.status not in ('completed', 'failed', 'cancelled')
      order by d.needs_id limit 100
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private TaskEventPublisher taskEventPublisher;

  /** Which of these tasks others of them wait for; they are stored as followed at once. */
  static Set<UUID> neededAmong(List<NewTask> tasks) {
    Set<UUID> needed = new HashSet<>();
    tasks.forEach(task -> task.terms().needs().forEach(need -> needed.add(need.taskId())));
    Set<UUID> here = new HashSet<>();
    if (!needed.isEmpty()) {
      tasks.stream().map(NewTask::id).filter(needed::contains).forEach(here::add);
    }
    return here;
  }

  /**
   * Notes in the transaction that stores these tasks which others they wait for.
   *
   * @param followed those of them that are stored as followed
   * @param instead tasks that are not stored, and which is there in place of each
   * @throws InvalidTask if one of them needs a task that is not there
   */
  void note(
      Connection connection,
      List<NewTask> tasks,
      Set<UUID> followed,
      Map<UUID, Receipt.Existing> instead)
      throws SQLException {
    record Tie(UUID task, UUID needs, String mode) {}
    List<Tie> ties = new ArrayList<>();
    Set<UUID> needed = new HashSet<>();
    Set<UUID> parents = new HashSet<>();
    for (NewTask task : tasks) {
      for (TaskConstraints.Dependency need : task.terms().needs()) {
        Receipt.Existing other = instead.get(need.taskId());
        UUID id = other == null ? need.taskId() : other.id();
        ties.add(new Tie(task.id(), id, need.mode()));
        if (!followed.contains(id)) {
          needed.add(id);
        }
      }
      if (task.terms().parentId() != null) {
        parents.add(task.terms().parentId());
        ties.add(new Tie(task.terms().parentId(), task.id(), "end"));
      }
    }
    if (ties.isEmpty()) {
      return;
    }
    Children.refuseOfCancelled(connection, parents);
    Sql.update(
        connection,
        ADD,
        ArrayParameter.uuids(ties, Tie::task),
        ArrayParameter.uuids(ties, Tie::needs),
        ArrayParameter.texts(ties, Tie::mode));
    if (!needed.isEmpty()) {
      mark(connection, needed);
    }
  }

  private static void mark(Connection connection, Set<UUID> needed) throws SQLException {
    Set<UUID> found =
        new HashSet<>(
            Sql.query(
                connection,
                row -> row.getObject("id", UUID.class),
                MARK,
                ArrayParameter.uuids(needed, id -> id)));
    for (UUID id : needed) {
      if (!found.contains(id)) {
        throw new InvalidTask("dependsOn", "names unknown task " + id, "ids of existing tasks");
      }
    }
  }

  /**
   * Makes those of these tasks ready whose dependencies are met, and fails those whose dependencies
   * cannot be met.
   *
   * @return the tasks that became ready
   */
  public List<TaskRef> resolve(Collection<UUID> dependents) {
    List<TaskRef> free = new ArrayList<>();
    Collection<UUID> next = dependents;
    // A dependent that fails may be needed by others in turn.
    while (!next.isEmpty()) {
      List<Transition> changed =
          Sql.query(durable, Transition::of, RESOLVE, ArrayParameter.uuids(next, id -> id));
      List<UUID> ended = new ArrayList<>();
      for (Transition each : changed) {
        EventKind kind = each.event().kind();
        if (kind == EventKind.QUEUED) {
          free.add(each.event().task());
        } else {
          taskEventPublisher.publish(each.event());
        }
        if (kind.isEnd()) {
          ended.add(each.event().task().id());
        }
      }
      next = ended.isEmpty() ? List.of() : followersOf(ended);
    }
    return free;
  }

  /**
   * Requests that the end of this task is published as {@link AwaitedTaskEnded}.
   *
   * @return whether it has ended already
   */
  public boolean follow(UUID task) {
    return Sql.query(durable, row -> TaskStatus.of(row.getString("status")).isFinal(), FOLLOW, task)
        .stream()
        .anyMatch(ended -> ended);
  }

  /** The tasks that wait for these tasks. */
  public List<UUID> followersOf(Collection<UUID> ended) {
    return Sql.query(
        durable,
        row -> row.getObject("task_id", UUID.class),
        FOLLOWERS,
        ArrayParameter.uuids(ended, id -> id));
  }

  /** Tasks that have waited for others for longer than this, in the order of their ids. */
  public List<UUID> waitingLong(UUID after, Duration age, int limit) {
    return Sql.query(
        durable,
        row -> row.getObject("id", UUID.class),
        WAITING_LONG,
        after,
        age.toMillis(),
        limit);
  }

  /**
   * Those of these ids that exist.
   *
   * @param userId owner of the tasks, or null for the whole tenant
   */
  public Set<UUID> present(Collection<UUID> ids, String tenant, String userId) {
    return ids.isEmpty()
        ? Set.of()
        : new HashSet<>(
            Sql.query(
                durable,
                row -> row.getObject("id", UUID.class),
                PRESENT,
                ArrayParameter.uuids(ids, id -> id),
                tenant,
                userId,
                userId));
  }

  /** The tasks that this one waits for and that have not ended. */
  public List<UUID> needsOf(UUID task) {
    return Sql.query(durable, row -> row.getObject("needs_id", UUID.class), NEEDS, task);
  }
}
