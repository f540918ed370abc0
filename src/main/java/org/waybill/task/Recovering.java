package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.json.Json;
import org.waybill.sql.Sql;

/**
 * Takes tasks away from workers that died. The attempt's number stays used, so that whatever the
 * dead worker might still write is fenced. A task whose attempts ended the process too often fails.
 */
@ApplicationScoped
public class Recovering {

  /** What happened to one attempt of a dead worker. */
  private static final String TAKE =
      """
      with taken as (
        update task t set
          status = case when t.crashes + 1 >= ? then 'failed' else 'queued' end,
          waits = case when t.crashes + 1 >= ? then null else %s end,
          error = case when t.crashes + 1 >= ? then ? else t.error end,
          finished_at = case when t.crashes + 1 >= ? then now() end,
          crashes = t.crashes + 1, worker = null, released_at = null, event_seq = t.event_seq + 1
        where t.status = 'processing' and %s
        returning t.*
      ), told as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, case status when 'failed' then 'failed' else 'retrying' end, now(),
          attempt, case status when 'failed' then ? else ? end
        from taken
      ), said as (
        update message m set status = case t.status when 'failed' then 'failed' else 'pending' end,
          content = case t.status when 'failed' then m.content else '' end
        from taken t where t.chat_id is not null and m.task_id = t.id and m.role = 'assistant'
      )
      select %s, case t.status when 'failed' then 'failed' else 'retrying' end as kind,
        case t.status when 'failed' then ? else ? end as data,
        t.cancel_requested and t.status = 'queued' as to_cancel
      from taken t
      """;

  private static final String OF_WORKER =
      TAKE.formatted(Waits.IN_LINE, "t.worker = ?", Changed.COLUMNS);
  private static final String OF_ATTEMPT =
      TAKE.formatted(Waits.IN_LINE, "t.worker = ? and t.id = ? and t.attempt = ?", Changed.COLUMNS);

  private static final String LOST = Json.object("error", "worker lost");

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Facts facts;
  @Inject private Steering steering;

  /** A task taken back, and whether it was to be stopped anyway. */
  private record Taken(Changed changed, boolean toCancel) {
    static Taken of(ResultSet row) throws SQLException {
      return new Taken(Changed.of(row), row.getBoolean("to_cancel"));
    }
  }

  /**
   * Takes back everything that a dead worker was running.
   *
   * @param crashLimit attempts that may end the process before the task is given up
   * @return how many tasks
   */
  public int takeFrom(UUID worker, int crashLimit) {
    String poison = poison(crashLimit);
    return tell(
        Sql.query(
            durable,
            Taken::of,
            OF_WORKER,
            crashLimit,
            crashLimit,
            crashLimit,
            poison,
            crashLimit,
            worker,
            Json.object("error", poison),
            LOST,
            Json.object("error", poison),
            LOST));
  }

  /** The same for one attempt; answers whether it was still there. */
  public boolean take(Claiming.Holder dead, int crashLimit) {
    String poison = poison(crashLimit);
    return tell(
            Sql.query(
                durable,
                Taken::of,
                OF_ATTEMPT,
                crashLimit,
                crashLimit,
                crashLimit,
                poison,
                crashLimit,
                dead.worker(),
                dead.taskId(),
                dead.attempt(),
                Json.object("error", poison),
                LOST,
                Json.object("error", poison),
                LOST))
        > 0;
  }

  private static String poison(int crashLimit) {
    return "its attempts ended the worker process " + crashLimit + " times";
  }

  private int tell(List<Taken> taken) {
    for (Taken each : taken) {
      facts.tell(each.changed());
      if (each.toCancel()) {
        steering.cancel(each.changed().event().task().id());
      }
    }
    return taken.size();
  }
}
