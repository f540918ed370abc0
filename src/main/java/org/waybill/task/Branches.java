package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * What chats and tasks were gone back in. The messages of a chat belong to the branch that was its
 * newest one when they came; those before the first branch belong to none. A branch shares what
 * came before its point with the one that it comes from, and nothing else.
 */
@ApplicationScoped
public class Branches {

  private static final String BEGIN =
      """
      insert into branch
        (id, tenant, user_id, chat_id, parent, before_message, task_id, from_task, from_step)
      select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
        ?::uuid[], ?::uuid[], ?::text[])
      """;

  /**
   * With their times: the new task may be gone back in as well. The parts of a step are named by
   * its name, and a dot or a colon; they come before it, and are run again with it.
   */
  private static final String COPY_STEPS =
      """
      insert into checkpoint (task_id, step, attempt, result, at)
      select g.task_id, c.step, c.attempt, c.result, c.at
      from unnest(?::uuid[], ?::uuid[], ?::text[]) as g(task_id, from_task, from_step)
        join checkpoint s on s.task_id = g.from_task and s.step = g.from_step
        join checkpoint c on c.task_id = g.from_task and c.at < s.at
      where not starts_with(%1$s || '.', %2$s || '.') and not starts_with(%1$s || ':', %2$s || ':')
      """
          .formatted(nameOf("c"), nameOf("s"));

  private static final String OF_CHAT =
      """
      select * from (
        select * from branch where tenant = ? and user_id = ? and chat_id = ?
        order by created_at desc limit ?) newest
      order by created_at
      """;

  /**
   * The branch of a message and those it comes from: {@code line(branch_id, upto)}, where only
   * messages before {@code upto} count, or all if it is null.
   */
  private static final String LINE =
      """
      line as (
        select branch_id, upto from start
        union all
        select b.parent, b.before_message from line join branch b on b.id = line.branch_id
      )
      """;

  /**
   * A branch of a chat, or of a task without one.
   *
   * @param parent null for the first one
   * @param taskId the task that began it
   * @param fromStep null if no steps were copied
   */
  public record Branch(
      UUID id, UUID parent, UUID taskId, UUID fromTask, String fromStep, Instant createdAt) {}

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** SQL: the name of what is stored under a key, without its kind and its attempt. */
  private static String nameOf(String row) {
    return "regexp_replace(" + row + ".step, '^((begun|undone):[0-9]+|[a-z]+):', '')";
  }

  /**
   * SQL: the newest branch of a chat, or null.
   *
   * @param row of which it reads tenant, user_id and chat_id
   */
  public static String currentOf(String row) {
    return """
    (select b.id from branch b where b.tenant = %1$s.tenant and b.user_id = %1$s.user_id
      and b.chat_id = %1$s.chat_id order by b.created_at desc limit 1)
    """
        .formatted(row);
  }

  /**
   * SQL: common table expressions, to follow {@code with recursive}, that end with {@code
   * line(branch_id, upto)}: of which branches, and up to which of their messages, a conversation
   * consists.
   *
   * @param start SQL that selects {@code branch_id} and {@code upto} where it ends
   */
  public static String line(String start) {
    return "start as (" + start + "), " + LINE;
  }

  /** Stores the branches of these tasks, and copies the steps that they share. */
  static void begin(Connection connection, List<NewTask> all) throws SQLException {
    List<NewTask> tasks = all.stream().filter(task -> task.terms().branch() != null).toList();
    if (tasks.isEmpty()) {
      return;
    }
    ArrayParameter ids = ArrayParameter.uuids(tasks, NewTask::id);
    ArrayParameter from = ArrayParameter.uuids(tasks, task -> task.terms().branch().fromTask());
    ArrayParameter steps = ArrayParameter.texts(tasks, task -> task.terms().branch().fromStep());
    Sql.update(
        connection,
        BEGIN,
        ArrayParameter.uuids(tasks, task -> task.terms().branch().id()),
        ArrayParameter.texts(tasks, task -> task.owner().tenant()),
        ArrayParameter.texts(tasks, task -> task.owner().userId()),
        ArrayParameter.texts(tasks, task -> task.labels().chatId()),
        ArrayParameter.uuids(tasks, task -> task.terms().branch().parent()),
        ArrayParameter.uuids(tasks, task -> task.terms().branch().beforeMessage()),
        ids,
        from,
        steps);
    Sql.update(connection, COPY_STEPS, ids, from, steps);
  }

  /** The newest ones of a chat, oldest first; without the first one. */
  public List<Branch> ofChat(Owner owner, String chatId, int limit) {
    return Sql.query(
        durable, Branches::read, OF_CHAT, owner.tenant(), owner.userId(), chatId, limit);
  }

  /** Whether a chat has this branch. */
  public boolean has(Owner owner, String chatId, UUID branch) {
    return !Sql.query(
            durable,
            row -> true,
            "select 1 from branch where id = ? and tenant = ? and user_id = ? and chat_id = ?",
            branch,
            owner.tenant(),
            owner.userId(),
            chatId)
        .isEmpty();
  }

  /** The one that a task began. */
  public Optional<Branch> ofTask(UUID task) {
    return Sql.query(durable, Branches::read, "select * from branch where task_id = ?", task)
        .stream()
        .findFirst();
  }

  private static Branch read(ResultSet row) throws SQLException {
    return new Branch(
        row.getObject("id", UUID.class),
        row.getObject("parent", UUID.class),
        row.getObject("task_id", UUID.class),
        row.getObject("from_task", UUID.class),
        row.getString("from_step"),
        Sql.instant(row, "created_at"));
  }
}
