package org.waybill.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Defines what counts as a crash, and which tasks are charged with it.
 *
 * <ul>
 *   <li>Only the death of a process counts. All tasks that ran there are charged with it: any of
 *       them may have been the cause. A worker that resumes takes the charge back.
 *   <li>The last crash, which would fail a task, counts only if no other suspected task (one that
 *       is already charged) ran beside it. Otherwise all of them are queued again uncharged. Tasks
 *       that are one crash away from failing are isolated: they start one after another, the
 *       youngest attempt first, and a worker runs one of them at a time.
 *   <li>A task that fails because of its crashes explains the deaths it took part in: the other
 *       tasks that ran there are no longer charged with them.
 *   <li>To guarantee an end, a task fails in any case after three times as many deaths that no
 *       other task explains.
 * </ul>
 */
final class CrashPolicy {

  /** Delay between the starts of isolated tasks. */
  private static final int APART_MILLIS = 500;

  private static final int MOST_TIMES_THE_LIMIT = 3;

  /** SQL: the sentences over the rows {@code locked}; its parameter is the limit. */
  static final String JUDGED =
      """
      select id, attempt, charged, charged and last as condemned, counted as crashes,
          case when counted >= greatest(1, most - 1) and not (charged and last)
            then %d * (row_number() over (
              partition by counted >= greatest(1, most - 1) order by started_at desc, id) - 1)
            else 0 end as rest_ms
        from (
          select *, case when charged then crashes + 1 else greatest(1, crashes) end as counted
          from (
            select *, not last or beside = 0 or deaths + 1 >= %d * most as charged
            from (
              select l.*, most, crashes + 1 >= most as last,
                case when crashes > 0
                  then count(*) filter (where crashes > 0) over () - 1
                  else count(*) over () - 1 end as beside,
                (select count(*) from worker_loss w where w.task_id = l.id) as deaths
              from locked l, (values (?::int)) as given(most)) present) weighed) told_apart
      """
          .formatted(APART_MILLIS, MOST_TIMES_THE_LIMIT);

  /** SQL: stores the result of {@code judged}; its parameter is the worker. */
  static final String NOTED =
      """
      insert into worker_loss (worker, task_id, attempt, charged)
        select ?::uuid, id, attempt, charged from judged on conflict do nothing
      """;

  private static final String ACQUIT =
      """
      with cleared as (
        delete from worker_loss l where %s returning l.task_id, l.charged
      ), fewer as (
        select task_id as id, count(*) filter (where charged) as n from cleared group by task_id
      ), locked as (
        select t.id from task t where t.id in (select id from fewer)
          and t.status || '' in ('queued', 'processing', 'input_required')
        order by t.id for update
      )
      update task t set crashes = greatest(0, t.crashes - f.n)
      from fewer f join locked k on k.id = f.id
      where t.id = f.id and f.n > 0
      """;

  private static final String NEIGHBOURS =
      ACQUIT.formatted(
          """
          l.task_id <> all(?::uuid[]) and l.worker in (
            select p.worker from worker_loss p where p.task_id = any(?::uuid[]))\
          """);

  private static final String OF_WORKER = ACQUIT.formatted("l.worker = ?");

  private static final String FORGET =
      "delete from worker_loss where lost_at < now() - interval '7 days'";

  private CrashPolicy() {}

  static void acquitNeighboursOf(Connection connection, Collection<UUID> condemned)
      throws SQLException {
    ArrayParameter ids = ArrayParameter.uuids(condemned, id -> id);
    Sql.update(connection, NEIGHBOURS, ids, ids);
  }

  static int acquitOf(Connection connection, UUID worker) throws SQLException {
    return Sql.update(connection, OF_WORKER, worker);
  }

  static int forget(Connection connection) throws SQLException {
    return Sql.update(connection, FORGET);
  }
}
