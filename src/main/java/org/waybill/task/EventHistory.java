package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Reads the numbered events of a task. The first event, its acceptance, is derived from the task's
 * row: storing it would add an eighth to the writes of each task.
 */
@ApplicationScoped
public class EventHistory {

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

  /** The number of the newest event of each of these tasks; tasks that are gone are left out. */
  public Map<UUID, Integer> lastNumbers(Collection<UUID> tasks) {
    Map<UUID, Integer> numbers = new HashMap<>();
    Sql.query(
        durable,
        row -> numbers.put(row.getObject("id", UUID.class), row.getInt("event_seq")),
        "select id, event_seq from task where id = any(?::uuid[])",
        ArrayParameter.uuids(tasks, id -> id));
    return numbers;
  }

  /** The events after a number, oldest first. */
  public List<TaskEvent> after(TaskRef task, int seq, int limit) {
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
