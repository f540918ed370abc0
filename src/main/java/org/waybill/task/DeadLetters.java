package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Failed tasks until they are replayed or dismissed. */
@ApplicationScoped
public class DeadLetters {

  private static final String DISMISS =
      """
      update task set dismissed_at = now()
      where id = any(?::uuid[]) and status || '' = 'failed' and dismissed_at is null
      """;

  private static final String AGAIN =
      """
      select %s,
        exists (select from message m where m.task_id = t.id and m.role = 'assistant') as answers
      from task t
      where id = ? and status || '' = 'failed' and dismissed_at is null
      """
          .formatted(TaskCopy.columnsOf("t"));

  private static final String COUNT =
      """
      select count(*) as n from (
        select 1 from task where status = 'failed' and dismissed_at is null limit ?) t
      """;

  private static final String BY_TYPE =
      """
      select type, queue, count(*) as n from (
        select type, queue from task where status = 'failed' and dismissed_at is null limit ?) t
      group by type, queue order by type, queue
      """;

  private static final String OF_TYPE =
      """
      select id from task where status = 'failed' and dismissed_at is null and type = ?
      order by id desc limit ?
      """;

  /** Dead letters of a type that waited in a queue. */
  public record TypeCount(String type, String queue, int count) {}

  /**
   * A dead letter as a task that can be submitted again.
   *
   * @param end the number of its last event: a later failure has a different number
   */
  public record ReplayTemplate(NewTaskBuilder task, int end) {}

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Tasks tasks;
  @Inject private TaskCopy copy;

  /** Newest first; the filter's states do not count. */
  public List<TaskSummary> list(TaskFilter filter, int limit) {
    return tasks.list(failed(filter), true, limit);
  }

  /** Their ids, newest first. */
  public List<UUID> ids(TaskFilter filter, int limit) {
    return tasks.ids(failed(filter), true, limit);
  }

  public long count(TaskFilter filter) {
    return tasks.count(failed(filter), true);
  }

  /** How many there are of all tenants; at most so many are counted. */
  public int countAll(int most) {
    return Sql.query(durable, row -> row.getInt("n"), COUNT, most).get(0);
  }

  /** The same for each type and queue; at most so many are counted in all. */
  public List<TypeCount> countByType(int most) {
    return Sql.query(
        durable,
        row -> new TypeCount(row.getString("type"), row.getString("queue"), row.getInt("n")),
        BY_TYPE,
        most);
  }

  /** The ids of a type's dead letters of all tenants, newest first. */
  public List<UUID> ofType(String type, int most) {
    return Sql.query(durable, row -> row.getObject("id", UUID.class), OF_TYPE, type, most);
  }

  /** Dismisses these, as far as they are dead letters; answers how many were. */
  public int dismiss(Collection<UUID> ids) {
    return Sql.update(durable, DISMISS, ArrayParameter.uuids(ids, id -> id));
  }

  /** The same work once more; empty if this is no dead letter any more. */
  public Optional<ReplayTemplate> again(UUID id) {
    return Sql.query(durable, this::again, AGAIN, id).stream().findFirst();
  }

  private ReplayTemplate again(ResultSet row) throws SQLException {
    NewTaskBuilder task = copy.of(row).replayOf(row.getObject("id", UUID.class));
    if (row.getBoolean("answers")) {
      task.messages(
          new NewMessage(
              UuidV7.next(),
              row.getString("chat_id"),
              MessageRole.ASSISTANT,
              MessageStatus.PENDING,
              ""));
    }
    return new ReplayTemplate(task, row.getInt("event_seq"));
  }

  private static TaskFilter failed(TaskFilter filter) {
    return filter.in(Set.of(TaskStatus.FAILED), filter.before());
  }
}
