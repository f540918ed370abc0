package org.waybill.score;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** The scores of tasks; they are deleted with their tasks. */
@ApplicationScoped
public class Scores {

  /** Names of a task. */
  public static final int MOST_NAMES = 50;

  /** Who has answered is what the task's message says. */
  private static final String PUT =
      """
      insert into task_score (task_id, name, user_id, tenant, value, comment, agent, agent_version)
      select ?::uuid, ?::text, ?::text, ?::text, ?::float8, ?::text, m.agent, m.agent_version
      from (values (1)) one left join lateral (
        select agent, agent_version from message
        where task_id = ?::uuid and role = 'assistant' limit 1) m on true
      where (select count(distinct name) from task_score
        where task_id = ?::uuid and name <> ?::text) < ?
      on conflict (task_id, name, user_id) do update set value = excluded.value,
        comment = excluded.comment, at = now()
      """;

  private static final String OF_TASK =
      """
      select name, user_id, value, comment, agent, agent_version, at from task_score
      where task_id = ? order by name, user_id limit 1000
      """;

  private static final String OF_AGENT =
      """
      select agent_version, name, count(*) as count, avg(value) as mean, min(value) as min,
        max(value) as max
      from task_score where tenant = ? and agent = ?
      group by agent_version, name order by agent_version desc, name limit 1000
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource source;

  /**
   * Stores a score in place of an earlier one of the same user and name.
   *
   * @param by whose task it is, by tenant; who scores, by user
   * @return false if the task has scores of too many names
   */
  public boolean put(UUID task, Owner by, String name, double value, String comment) {
    return Sql.update(
            source,
            PUT,
            task,
            name,
            by.userId(),
            by.tenant(),
            value,
            comment,
            task,
            task,
            name,
            MOST_NAMES)
        > 0;
  }

  /** By name and user, at most 1,000. */
  public List<Score> of(UUID task) {
    return Sql.query(source, Scores::read, OF_TASK, task);
  }

  /** By version, the newest first, and name. */
  public List<ScoreSum> sums(String tenant, String agent) {
    return Sql.query(
        source,
        row ->
            new ScoreSum(
                row.getInt("agent_version"),
                row.getString("name"),
                row.getLong("count"),
                row.getDouble("mean"),
                row.getDouble("min"),
                row.getDouble("max")),
        OF_AGENT,
        tenant,
        agent);
  }

  /**
   * The tasks that an agent has answered and that have scores of this name, the last scored first.
   */
  public List<UUID> tasks(String tenant, String agent, String name, int limit) {
    return Sql.query(
        source,
        row -> row.getObject("task_id", UUID.class),
        """
        select task_id from task_score where tenant = ? and agent = ? and name = ?
        group by task_id order by max(at) desc, task_id limit ?
        """,
        tenant,
        agent,
        name,
        limit);
  }

  private static Score read(ResultSet row) throws SQLException {
    return new Score(
        row.getString("name"),
        row.getString("user_id"),
        row.getDouble("value"),
        row.getString("comment"),
        row.getString("agent"),
        row.getObject("agent_version", Integer.class),
        Sql.instant(row, "at"));
  }
}
