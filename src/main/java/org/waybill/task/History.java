package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/**
 * Reads the numbered events of a task. The first one, that it was accepted, is the task's own row:
 * to store it again would cost each task an eighth of its writes.
 */
@ApplicationScoped
public class History {

  private static final String EVENTS =
      """
      select 1 as seq, 'queued' as kind, created_at as at, 0 as attempt, null as data
      from task where id = ? and ? < 1
      union all
      (select seq, kind, at, attempt, data from task_event where task_id = ? and seq > ?
       order by seq limit ?)
      order by seq limit ?
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** The events after a number, oldest first. */
  public List<TaskEvent> after(TaskKey task, int seq, int limit) {
    return Sql.query(
        durable,
        row ->
            new TaskEvent(
                task,
                row.getInt("seq"),
                EventKind.of(row.getString("kind")),
                Sql.instant(row, "at"),
                row.getInt("attempt"),
                row.getString("data")),
        EVENTS,
        task.id(),
        seq,
        task.id(),
        seq,
        limit,
        limit);
  }
}
