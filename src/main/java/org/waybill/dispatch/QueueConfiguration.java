package org.waybill.dispatch;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.waybill.sql.Sql;
import org.waybill.type.QueueSettings;
import org.waybill.type.Queues;

/** What administrators set for a queue: its settings and its limit, in one transaction. */
@ApplicationScoped
public class QueueConfiguration {

  /** What else the former limit says, such as a rate, stays. */
  private static final String LIMIT =
      """
      insert into limit_rule (scope, tenant, name, concurrency, waiting)
      values ('queue', '*', ?, ?::int, ?::int)
      on conflict (scope, tenant, name) do update set concurrency = excluded.concurrency,
        waiting = excluded.waiting
      """;

  private static final String EMPTY =
      """
      delete from limit_rule where scope = 'queue' and tenant = '*' and name = ?
        and concurrency is null and waiting is null and rate is null and bounds is null
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Queues queues;
  @Inject private LimitRegistry limitRegistry;

  /**
   * Sets both, in place of what was set before; here at once, on other nodes within a second.
   *
   * @param given its version is not looked at
   * @param concurrency tasks of the queue that run at once on all nodes, or null for any number
   * @param waiting tasks that may wait, or null for the usual bound
   * @param seen the version that the caller has seen, or null to replace any
   * @return false if it is another one by now; then nothing is changed
   */
  public boolean put(
      QueueSettings given, Integer concurrency, Integer waiting, Integer seen, String byUser) {
    boolean done =
        Sql.inTransaction(
            durable,
            connection -> {
              boolean written = queues.put(connection, given, seen, byUser);
              if (written) {
                limit(connection, given.name(), concurrency, waiting);
              }
              return written;
            });
    queues.refresh();
    limitRegistry.refresh();
    return done;
  }

  private static void limit(
      Connection connection, String queue, Integer concurrency, Integer waiting)
      throws SQLException {
    Sql.update(connection, LIMIT, queue, concurrency, waiting);
    Sql.update(connection, EMPTY, queue);
  }
}
