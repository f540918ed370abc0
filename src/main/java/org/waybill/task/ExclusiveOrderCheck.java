package org.waybill.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.waybill.sql.Sql;
import org.waybill.task.TaskConstraints.UniquenessKey;

/** Rejects tasks that require an idle order key while another task of the key is unfinished. */
final class ExclusiveOrderCheck {

  /** Of two that come at the same time, one sees the other. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('waybill/order/' || ?, 0))";

  private static final String UNDER_WAY =
      """
      select id from task where order_key = ? and
        (status = 'queued' and waits = 'gate' or status in ('processing', 'input_required')
          or status = 'queued' and waits in ('ready', 'retry', 'rate'))
      order by id limit 1
      """;

  private ExclusiveOrderCheck() {}

  /**
   * @param tasks in the order of their order keys, by which the locks are taken
   * @return those that must not be stored, each with the one that is in the way
   */
  static Map<UUID, Receipt.Existing> refuse(Connection connection, List<NewTask> tasks)
      throws SQLException {
    Map<UUID, Receipt.Existing> refused = new HashMap<>();
    Map<String, UUID> holders = new HashMap<>();
    for (NewTask task : tasks) {
      String order = task.terms().orderKey();
      if (!holders.containsKey(order)) {
        Sql.query(connection, row -> true, LOCK, order);
        Sql.query(connection, row -> row.getObject("id", UUID.class), UNDER_WAY, order)
            .forEach(id -> holders.put(order, id));
      }
      UUID holder = holders.putIfAbsent(order, task.id());
      if (holder != null) {
        refused.put(task.id(), new Receipt.Existing(holder, new byte[0], UniquenessKey.Kind.ALONE));
      }
    }
    return refused;
  }
}
