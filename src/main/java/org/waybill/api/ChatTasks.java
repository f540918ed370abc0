package org.waybill.api;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;

/** Reads the unfinished tasks of a chat and their output. */
@ApplicationScoped
public class ChatTasks {

  /** The kind of order that the tasks of a chat keep. */
  public static final String ORDER = "chat";

  private static final String UNDER_WAY =
      """
      select id from task where order_key = ? and id < ? and
        (status = 'queued' and waits = 'gate' or status in ('processing', 'input_required')
          or status = 'queued' and waits in ('ready', 'retry', 'rate'))
      order by id desc
      """;

  private static final String ERASE = "delete from message where task_id = any(?::uuid[])";

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** The tasks of this one's chat that came before it and have not ended, the newest first. */
  public List<UUID> underWayBefore(NewTask task) {
    return Sql.query(
        durable,
        row -> row.getObject("id", UUID.class),
        UNDER_WAY,
        task.terms().orderKey(),
        task.id());
  }

  /** Erases the questions and answers of these tasks; later writes to them have no effect. */
  public void erase(Collection<UUID> tasks) {
    if (!tasks.isEmpty()) {
      Sql.update(durable, ERASE, ArrayParameter.uuids(tasks, id -> id));
    }
  }
}
