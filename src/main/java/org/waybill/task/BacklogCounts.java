package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** Counts waiting tasks, up to a given maximum. */
@ApplicationScoped
public class BacklogCounts {

  /** Each part goes by an index of its own; what waits for its time is not counted. */
  private static final String WAITING =
      """
      select count(*) as n from (
        (select 1 from task where queue = ? and status = 'queued' and waits = 'ready'
          and released_at is null limit ?)
        union all
        (select 1 from task where queue = ? and status = 'queued' and released_at is not null
          limit ?)
        union all
        (select 1 from task where queue = ? and status = 'queued'
          and waits in ('gate', 'dependencies') limit ?)
      ) t
      """;

  private static final String OF_OWNERS =
      """
      select tenant, user_id, sum(n) as n from (
        select tenant, user_id, count(*) as n from task
        where queue = ? and status = 'queued' and waits = 'ready' and released_at is null
        group by tenant, user_id
        union all
        select tenant, user_id, count(*) from task
        where queue = ? and status = 'queued' and released_at is not null
        group by tenant, user_id
        union all
        select tenant, user_id, count(*) from task
        where queue = ? and status = 'queued' and waits in ('gate', 'dependencies')
        group by tenant, user_id) t
      group by tenant, user_id
      """;

  private static final String DELAYED =
      """
      select tenant, user_id, count(*) as n from task
      where tenant = ? and status = 'queued' and waits = 'scheduled'
      group by tenant, user_id
      """;

  private static final String AHEAD =
      """
      select count(*) as n from (
        select 1 from task t, task me where me.id = ? and t.queue = me.queue
          and t.tenant = me.tenant and t.user_id = me.user_id
          and t.status = 'queued' and t.waits = 'ready' and t.released_at is null
          and (t.rank_at, t.id) < (me.rank_at, me.id)
        limit ?) t
      """;

  private static final String BEHIND =
      """
      select exists (
        select from task where order_key = ? and id <> ? and
          (status = 'queued' and waits = 'gate' and id < ?
            or status in ('processing', 'input_required')
            or status = 'queued' and waits in ('ready', 'retry', 'rate'))) as behind
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  /**
   * Tasks of a queue that wait for a worker, a key or other tasks.
   *
   * @param most where to stop counting each kind
   */
  public int waiting(String queue, int most) {
    return Sql.query(
            relaxed, row -> row.getInt("n"), WAITING, queue, most, queue, most, queue, most)
        .get(0);
  }

  /** The same, by owner; all are counted. */
  public Map<Owner, Integer> ofOwners(String queue) {
    return byOwner(OF_OWNERS, queue, queue, queue);
  }

  /** Tasks of a tenant's users that wait for their time. */
  public Map<Owner, Integer> delayed(String tenant) {
    return byOwner(DELAYED, tenant);
  }

  private Map<Owner, Integer> byOwner(String query, Object... parameters) {
    Map<Owner, Integer> counts = new HashMap<>();
    Sql.query(
        relaxed,
        row ->
            counts.put(
                new Owner(row.getString("tenant"), row.getString("user_id")), row.getInt("n")),
        query,
        parameters);
    return counts;
  }

  /** Whether another task of its order key goes before this task, which waits for the key. */
  public boolean waitsBehind(UUID task, String orderKey) {
    return Sql.query(relaxed, row -> row.getBoolean("behind"), BEHIND, orderKey, task, task).get(0);
  }

  /** Number of tasks of the same user ahead of this task, at most this many. */
  public int ahead(UUID task, int most) {
    return Sql.query(relaxed, row -> row.getInt("n"), AHEAD, task, most).get(0);
  }
}
