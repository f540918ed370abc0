package org.waybill.a2a;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.task.TaskStatus;

/** The tasks of other agents that tasks here wait for. */
@ApplicationScoped
public class DelegatedTasks {

  /** So often the other agent is asked to cancel a task, over some hours. */
  private static final int MOST_TRIES = 40;

  private static final List<TaskStatus> FINAL =
      Arrays.stream(TaskStatus.values()).filter(TaskStatus::isFinal).toList();

  private static final String ADD =
      """
      insert into delegated_task (task_id, agent, remote_id) values (?, ?, ?)
      on conflict do nothing
      """;

  private static final String REMOVE =
      "delete from delegated_task where task_id = ? and agent = ? and remote_id = ?";

  private static final String IS_CANCELLED =
      """
      select exists(select from delegated_task where task_id = ? and agent = ? and remote_id = ?
        and cancelled_at is not null) as is_cancelled
      """;

  private static final String IS_OPEN =
      """
      select exists(select from delegated_task where task_id = ? and agent = ?
        and cancelled_at is null) as is_open
      """;

  private static final String TAKE =
      """
      update delegated_task set tries = tries + 1,
        cancel_at = now() + least(power(2, tries), 600) * interval '1 second'
      where (task_id, agent, remote_id) in (
        select d.task_id, d.agent, d.remote_id
        from delegated_task d left join task t on t.id = d.task_id
        where d.cancelled_at is null and d.cancel_at <= now() and d.tries < ?
          and (t.id is null or t.status = any(?::text[]))
        order by d.task_id, d.agent, d.remote_id limit ? for update of d skip locked)
      returning task_id, agent, remote_id
      """;

  private static final String CANCELLED =
      """
      update delegated_task set cancelled_at = now()
      where task_id = ? and agent = ? and remote_id = ?
      """;

  private static final String FORGET =
      """
      delete from delegated_task
      where cancelled_at < now() - interval '30 days' or tries >= ? and cancel_at < now()
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /**
   * A task of another agent.
   *
   * @param task that delegated it
   */
  record Delegated(UUID task, String agent, String remoteId) {}

  /** From now on it is cancelled when its task has ended, unless it is removed. */
  void add(Delegated delegated) {
    update(ADD, delegated);
  }

  /** It has ended. */
  void remove(Delegated delegated) {
    update(REMOVE, delegated);
  }

  /** Whether it was cancelled from here. */
  boolean isCancelled(Delegated delegated) {
    return Sql.query(
            durable,
            row -> row.getBoolean("is_cancelled"),
            IS_CANCELLED,
            delegated.task(),
            delegated.agent(),
            delegated.remoteId())
        .get(0);
  }

  /** Whether this task has delegated something to that agent that has not ended. */
  boolean isOpen(UUID task, String agent) {
    return Sql.query(durable, row -> row.getBoolean("is_open"), IS_OPEN, task, agent).get(0);
  }

  /** Some whose tasks have ended: to be cancelled now, by this node alone. */
  List<Delegated> takeAbandoned(int most) {
    return Sql.query(
        durable,
        row ->
            new Delegated(
                row.getObject("task_id", UUID.class),
                row.getString("agent"),
                row.getString("remote_id")),
        TAKE,
        MOST_TRIES,
        ArrayParameter.texts(FINAL, TaskStatus::label),
        most);
  }

  /** The other agent knows of the cancellation, or has nothing to cancel. */
  void cancelled(Delegated delegated) {
    update(CANCELLED, delegated);
  }

  /** Deletes what nobody needs any more. */
  void forget() {
    Sql.update(durable, FORGET, MOST_TRIES);
  }

  private void update(String sql, Delegated delegated) {
    Sql.update(durable, sql, delegated.task(), delegated.agent(), delegated.remoteId());
  }
}
