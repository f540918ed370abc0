package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.handler.Child;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/** Reads the child tasks that a task's handler has submitted. */
@ApplicationScoped
public class Children {

  /** What a child takes over from its parent. */
  public record Heritage(String workspaceId, int priority, String correlationId, int depth) {}

  private static final String OPEN_PARENTS =
      """
      select id from task where id = any(?::uuid[]) and status <> 'cancelled'
        and not cancel_requested
      order by id for share
      """;

  private static final String CHILDREN =
      """
      select t.id, t.type, t.status, %s as output, t.error
      from task t where t.parent_id = ? order by t.id
      """
          .formatted(PayloadStore.outputOf("t"));

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  /** The children of a task, the oldest first. */
  public List<Child> of(UUID parent) {
    return Sql.query(durable, Children::child, CHILDREN, parent.toString());
  }

  /** How many children a task has in each status. */
  public Map<TaskStatus, Integer> count(UUID parent) {
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    Sql.query(
        durable,
        row -> counts.put(TaskStatus.of(row.getString("status")), row.getInt("n")),
        "select status, count(*) as n from task where parent_id = ? group by status",
        parent.toString());
    return counts;
  }

  public Heritage heritage(UUID parent) {
    return Sql.query(
            durable,
            row ->
                new Heritage(
                    row.getString("workspace_id"),
                    row.getInt("priority"),
                    row.getString("correlation_id"),
                    row.getInt("depth")),
            "select workspace_id, priority, correlation_id, depth from task where id = ?",
            parent)
        .get(0);
  }

  /** The ids of all children that have been stored, of those also that have been deleted since. */
  public Set<UUID> stored(UUID parent) {
    return new HashSet<>(
        Sql.query(
            durable,
            row -> row.getObject("needs_id", UUID.class),
            "select needs_id from task_dependency where task_id = ?",
            parent));
  }

  /** Under the lock of its row, a parent is cancelled before its child is stored, or after. */
  static void refuseOfCancelled(Connection connection, Set<UUID> parents) throws SQLException {
    if (parents.isEmpty()) {
      return;
    }
    List<UUID> open =
        Sql.query(
            connection,
            row -> row.getObject("id", UUID.class),
            OPEN_PARENTS,
            ArrayParameter.uuids(parents, id -> id));
    for (UUID parent : parents) {
      if (!open.contains(parent)) {
        throw new ParentEnded("task " + parent + " was cancelled and cannot get more children");
      }
    }
  }

  private static Child child(ResultSet row) throws SQLException {
    TaskStatus status = TaskStatus.of(row.getString("status"));
    return new Child(
        row.getObject("id", UUID.class),
        row.getString("type"),
        status.label(),
        status.isFinal(),
        row.getString("output"),
        row.getString("error"));
  }
}
