package org.waybill.api.board;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.waybill.sql.Sql;
import org.waybill.task.TaskStatus;

/** Number of a user's board questions per status. */
@ApplicationScoped
public class BoardQueueSizes {

  /** The name of the queue is written out, or the planner could not use the queue's own index. */
  private static final String COUNT =
      """
      select status, count(*) as n from task
      where queue = 'board_questions' and tenant = ? and user_id = ? group by status
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  public Map<TaskStatus, Integer> of(String tenant, String userId) {
    Map<TaskStatus, Integer> sizes = new EnumMap<>(TaskStatus.class);
    Sql.query(
        relaxed,
        row -> sizes.put(TaskStatus.of(row.getString("status")), row.getInt("n")),
        COUNT,
        tenant,
        userId);
    return sizes;
  }

  /** How many there are in any of these. */
  public int of(String tenant, String userId, Set<TaskStatus> statuses) {
    Map<TaskStatus, Integer> sizes = of(tenant, userId);
    return statuses.stream().mapToInt(status -> sizes.getOrDefault(status, 0)).sum();
  }
}
