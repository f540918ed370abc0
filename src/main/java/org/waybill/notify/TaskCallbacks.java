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
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.task.EventKind;
import org.waybill.task.UuidV7;

/** Hooks that are bound to one task each; they go when it is deleted. */
@ApplicationScoped
public class TaskCallbacks {

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

  @Inject private DeliveryDispatcher deliveryDispatcher;

  /**
   * From now on the task's events of these kinds are delivered there.
   *
   * @throws LimitReached if the task has as many hooks as it may have
   */
  public void put(TaskCallback hook) {
    int put =
        Sql.update(
            durable,
            PUT,
            UuidV7.next(),
            hook.tenant(),
            hook.userId(),
            hook.url(),
            ArrayParameter.texts(hook.kinds(), EventKind::label),
            DeliveryHeaders.text(hook.headers()),
            hook.note(),
            hook.taskId(),
            hook.format(),
            hook.key(),
            MOST_OF_A_TASK);
    if (put == 0) {
      throw new LimitReached(
          new Excess("callback addresses", "task", MOST_OF_A_TASK, MOST_OF_A_TASK));
    }
    deliveryDispatcher.listen();
  }

  /** Those of one task and format, oldest first. */
  public List<TaskCallback> of(UUID taskId, String format) {
    return Sql.query(durable, TaskCallbacks::hook, OF_TASK, taskId, format);
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

  private static TaskCallback hook(ResultSet row) throws SQLException {
    return new TaskCallback(
        row.getObject("task_id", UUID.class),
        row.getString("tenant"),
        row.getString("user_id"),
        row.getString("format"),
        row.getString("key"),
        row.getString("url"),
        SqlArrays.of(row.getArray("kinds")),
        DeliveryHeaders.of(row.getString("headers")),
        row.getString("note"));
  }
}
