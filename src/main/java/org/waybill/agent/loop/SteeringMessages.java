package org.waybill.agent.loop;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;

/**
 * What is said to an agent while it works. It reads that before its next call of the model; once it
 * has ended, nothing is taken for it any more. Which of the two comes first is decided under a lock
 * of the task.
 */
@ApplicationScoped
public class SteeringMessages {

  /** Messages that a task takes. */
  static final int MOST = 100;

  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('steering/' || ?, 0))";

  private static final String RUNNING =
      """
      select t.id from task t join steerable s on s.task_id = t.id
      where t.tenant = ? and t.user_id = ? and t.chat_id = ?
        and t.status in ('processing', 'input_required', 'queued')
      order by t.id limit 1
      """;

  private static final String STILL =
      """
      select 1 from task t join steerable s on s.task_id = t.id
      where t.id = ? and t.status in ('processing', 'input_required', 'queued')
        and (select count(*) from steering where task_id = t.id) < ?
      """;

  private static final String SAY =
      """
      insert into message
        (id, tenant, user_id, chat_id, role, status, task_id, content, branch_id)
      select g.*, (select branch_id from message m where m.task_id = g.task_id order by id limit 1)
      from (values (?, ?, ?, ?, 'user', 'completed', ?, ?))
        as g(id, tenant, user_id, chat_id, role, status, task_id, content)
      """;

  /** Those of a turn that an earlier attempt has not finished are read again. */
  private static final String TAKE =
      """
      with taken as (
        update steering set turn = ? where task_id = ? and (turn is null or turn = ?)
        returning id, text
      )
      select text from taken order by id
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /** The agent of this task reads what is said from now on. */
  void open(UUID task) {
    Sql.update(source, "insert into steerable values (?) on conflict do nothing", task);
  }

  /**
   * Says something to the agent that works in this chat.
   *
   * @return the task that reads it; empty if none does: it is the next message of the chat then
   */
  public Optional<UUID> say(Owner owner, String chat, String text) {
    return Sql.inTransaction(
        source,
        connection -> {
          List<UUID> running =
              Sql.query(
                  connection,
                  row -> row.getObject("id", UUID.class),
                  RUNNING,
                  owner.tenant(),
                  owner.userId(),
                  chat);
          if (running.isEmpty() || !isStillOpen(connection, running.get(0))) {
            return Optional.empty();
          }
          UUID task = running.get(0);
          UUID id = UuidV7.next();
          Sql.update(connection, "insert into steering values (?, ?, ?, null)", id, task, text);
          Sql.update(connection, SAY, id, owner.tenant(), owner.userId(), chat, task, text);
          return Optional.of(task);
        });
  }

  private static boolean isStillOpen(Connection connection, UUID task) throws SQLException {
    Sql.query(connection, row -> true, LOCK, task.toString());
    return !Sql.query(connection, row -> true, STILL, task, MOST).isEmpty();
  }

  /** What was said before this turn and not read before an earlier one, in order. */
  List<String> take(UUID task, int turn) {
    return Sql.query(source, row -> row.getString("text"), TAKE, turn, task, turn);
  }

  /**
   * The agent is about to end.
   *
   * @return false if something was said that it has not read: it goes on
   */
  boolean close(UUID task) {
    return Sql.inTransaction(
        source,
        connection -> {
          Sql.query(connection, row -> true, LOCK, task.toString());
          return Sql.update(
                  connection,
                  """
                  delete from steerable where task_id = ?
                    and not exists (select from steering where task_id = ? and turn is null)
                  """,
                  task,
                  task)
              > 0;
        });
  }
}
