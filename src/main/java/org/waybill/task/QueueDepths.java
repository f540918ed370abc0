package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;
import org.waybill.type.Queues;

/**
 * Number of waiting and running tasks per queue. Large counts stop at a maximum, so that the cost
 * does not grow with the backlog.
 */
@ApplicationScoped
public class QueueDepths {

  /**
   * Tasks of a queue that wait for the same.
   *
   * @param count up to the bound that was asked for
   */
  public record Waiting(String queue, WaitReason waits, int count) {}

  /**
   * Ready tasks.
   *
   * @param oldestSeconds how long the oldest has been ready, or null if there is none
   */
  public record ReadyCount(String queue, int count, Double oldestSeconds) {}

  /** Tasks of a queue that a worker runs. */
  public record Running(String queue, UUID worker, int count) {}

  /**
   * A process that runs tasks.
   *
   * @param types what it runs, by name; empty for one of a version that does not say it
   * @param silentSeconds since its last heartbeat
   */
  public record WorkerNode(UUID id, String node, List<String> types, double silentSeconds) {}

  private static final String READY =
      """
      select q.queue, count(t.since) as n, extract(epoch from now() - min(t.since)) as oldest
      from unnest(?::text[]) q(queue) left join lateral (
        select greatest(created_at, due_at) as since from task
        where queue = q.queue and status = 'queued' and waits = 'ready' and released_at is null
          and (?::text is null or tenant = ?)
        limit ?) t on true
      group by q.queue
      """;

  private static final String RELEASED =
      """
      select queue, count(*) as n,
        extract(epoch from now() - min(greatest(created_at, due_at))) as oldest
      from task where status = 'queued' and released_at is not null
        and (?::text is null or tenant = ?)
      group by queue
      """;

  /** Their indexes are not by queue: all queues share the bound. */
  private static final String OTHERS =
      """
      select queue, waits, count(*) as n from (
        (select queue, waits from task
          where status = 'queued' and waits in ('scheduled', 'retry', 'rate')
            and (?::text is null or tenant = ?) limit ?)
        union all
        (select queue, waits from task
          where status = 'queued' and waits in ('dependencies', 'gate')
            and (?::text is null or tenant = ?) limit ?)) t
      group by queue, waits
      """;

  private static final String RUNNING =
      """
      select queue, worker, count(*) as n from task
      where status = 'processing' and (?::text is null or tenant = ?)
      group by queue, worker
      """;

  private static final String WORKERS =
      """
      select id, node, types, extract(epoch from now() - heartbeat_at) as silent from worker
      where lost_at is null order by node, id
      """;

  private static final String STARTED =
      """
      select (select count(*) from task where status = 'processing' and queue = ?)
        + (select count(*) from task
            where status = 'queued' and released_at is not null and queue = ?) as n
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  @Inject private Queues queues;

  /** Ready tasks per queue. */
  public List<ReadyCount> ready(int most) {
    return ready(null, most);
  }

  /**
   * The same of one tenant.
   *
   * @param tenant null for all, here and below
   */
  public List<ReadyCount> ready(String tenant, int most) {
    return Sql.query(
        relaxed,
        QueueDepths::ready,
        READY,
        ArrayParameter.texts(queues.names(), name -> name),
        tenant,
        tenant,
        most);
  }

  public List<ReadyCount> released() {
    return released(null);
  }

  public List<Waiting> others(int most) {
    return others(null, most);
  }

  public List<Running> running() {
    return running(null);
  }

  /** Tasks dispatched and not yet claimed; there are never many. */
  public List<ReadyCount> released(String tenant) {
    return Sql.query(relaxed, QueueDepths::ready, RELEASED, tenant, tenant);
  }

  /** Tasks that wait for their time, for other tasks or for a key. */
  public List<Waiting> others(String tenant, int most) {
    return Sql.query(
        relaxed,
        row ->
            new Waiting(
                row.getString("queue"), WaitReason.of(row.getString("waits")), row.getInt("n")),
        OTHERS,
        tenant,
        tenant,
        most,
        tenant,
        tenant,
        most);
  }

  public List<Running> running(String tenant) {
    return Sql.query(
        relaxed,
        row ->
            new Running(
                row.getString("queue"), row.getObject("worker", UUID.class), row.getInt("n")),
        RUNNING,
        tenant,
        tenant);
  }

  /** The processes that run tasks. */
  public List<WorkerNode> workers() {
    return Sql.query(relaxed, QueueDepths::worker, WORKERS);
  }

  /** How many tasks of a queue run, or are released and may be claimed at any time. */
  public int started(String queue) {
    return Sql.query(relaxed, row -> row.getInt("n"), STARTED, queue, queue).get(0);
  }

  private static WorkerNode worker(ResultSet row) throws SQLException {
    Array types = row.getArray("types");
    return new WorkerNode(
        row.getObject("id", UUID.class),
        row.getString("node"),
        types == null ? List.of() : List.of((String[]) types.getArray()),
        Math.max(0, row.getDouble("silent")));
  }

  private static ReadyCount ready(ResultSet row) throws SQLException {
    double oldest = row.getDouble("oldest");
    Double seconds = row.wasNull() ? null : Double.valueOf(Math.max(0, oldest));
    return new ReadyCount(row.getString("queue"), row.getInt("n"), seconds);
  }
}
