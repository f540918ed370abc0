package org.waybill.notify;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.limit.Excess;
import org.waybill.limit.LimitReached;
import org.waybill.sql.Column;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;
import org.waybill.task.Ids;

/** Hooks that are bound to one task each; they go when it is deleted. */
@ApplicationScoped
public class TaskHooks {

  private static final int MOST_OF_A_TASK = 20;

  private static final String PUT =
      """
      insert into task_hook (id, task_id, tenant, user_id, format, key, url, kinds, headers, note)
      select ?::uuid, g.task_id, ?::text, ?::text, g.format, g.key, ?::text, ?::text[], ?::text,
        ?::text
      from (select ?::uuid as task_id, ?::text as format, ?::text as key) g
      where (select count(*) from task_hook h
        where h.task_id = g.task_id and (h.format, h.key) <> (g.format, g.key)) < ?
      on conflict (task_id, format, key) do update set
        url = excluded.url, kinds = excluded.kinds, headers = excluded.headers, note = excluded.note
      """;

  private static final String OF_TASK =
      "select * from task_hook where task_id = ? and format = ? order by id";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Delivering delivering;

  /**
   * From now on the task's events of these kinds are delivered there.
   *
   * @throws LimitReached if the task has as many hooks as it may have
   */
  public void put(TaskHook hook) {
    int put =
        Sql.update(
            durable,
            PUT,
            Ids.next(),
            hook.tenant(),
            hook.userId(),
            hook.url(),
            Column.texts(hook.kinds(), EventKind::label),
            Headers.text(hook.headers()),
            hook.note(),
            hook.taskId(),
            hook.format(),
            hook.key(),
            MOST_OF_A_TASK);
    if (put == 0) {
      throw new LimitReached(
          new Excess("addresses to tell", "task", MOST_OF_A_TASK, MOST_OF_A_TASK));
    }
    delivering.listen();
  }

  /** Those of one task and format, oldest first. */
  public List<TaskHook> of(UUID taskId, String format) {
    return Sql.query(durable, TaskHooks::hook, OF_TASK, taskId, format);
  }

  /** No longer; what is under way still is. Answers whether there was one. */
  public boolean remove(UUID taskId, String format, String key) {
    return Sql.update(
            durable,
            "delete from task_hook where task_id = ? and format = ? and key = ?",
            taskId,
            format,
            key)
        > 0;
  }

  private static TaskHook hook(ResultSet row) throws SQLException {
    return new TaskHook(
        row.getObject("task_id", UUID.class),
        row.getString("tenant"),
        row.getString("user_id"),
        row.getString("format"),
        row.getString("key"),
        row.getString("url"),
        Kinds.of(row.getArray("kinds")),
        Headers.of(row.getString("headers")),
        row.getString("note"));
  }
}
