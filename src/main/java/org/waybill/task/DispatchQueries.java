package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.owner.Owner;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * The dispatcher's SQL while it decides about a queue. Asynchronous commit: a dispatch that is lost
 * in a crash is repeated.
 */
@ApplicationScoped
public class DispatchQueries {

  /** A ready task. */
  public record ReadyTask(UUID id, Owner owner, Instant rank, boolean hasRun, String rateKey) {}

  /** What is asked and done in one decision about a queue, on one connection. */
  public static final class Decision {

    private final Connection connection;
    private final String queue;

    private Decision(Connection connection, String queue) {
      this.connection = connection;
      this.queue = queue;
    }

    /**
     * The first tasks of these owners, at most so many of each.
     *
     * @param types only of these; null for all
     */
    public List<ReadyTask> heads(Map<Owner, Integer> owners, Collection<String> types)
        throws SQLException {
      ArrayParameter only = types == null ? null : ArrayParameter.texts(types, type -> type);
      return Sql.query(
          connection,
          DispatchQueries::head,
          HEADS,
          ArrayParameter.texts(owners.keySet(), Owner::tenant),
          ArrayParameter.texts(owners.keySet(), Owner::userId),
          ArrayParameter.ints(owners.values(), n -> n),
          queue,
          only,
          only);
    }

    /** Number of dispatched or running tasks per user, in all queues and on all nodes. */
    public Map<Owner, Integer> underWayOfOwners() throws SQLException {
      Map<Owner, Integer> counts = new HashMap<>();
      Sql.query(connection, row -> counts.put(owner(row), row.getInt("n")), UNDER_WAY_OF_OWNERS);
      return counts;
    }

    /** Number of dispatched or running tasks of the queue, on all nodes. */
    public int underWay() throws SQLException {
      return Sql.query(connection, row -> row.getInt("n"), UNDER_WAY, queue, queue).get(0);
    }

    /** Marks these as dispatched; returns those that were still ready. */
    public List<UUID> release(Collection<UUID> ids) throws SQLException {
      return Sql.query(
          connection,
          row -> row.getObject("id", UUID.class),
          RELEASE,
          ArrayParameter.uuids(ids, id -> id));
    }

    /** Delays these until their rate limit allows a start. */
    public void postpone(Map<UUID, Duration> waits) throws SQLException {
      Sql.update(
          connection,
          POSTPONE,
          ArrayParameter.uuids(waits.keySet(), id -> id),
          ArrayParameter.longs(waits.values(), Duration::toMillis));
    }
  }

  /** Work of one decision. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Decision decision) throws SQLException;
  }

  /** One node at a time decides about a queue. */
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended('waybill/' || ?, 0))";

  /** The first ready tasks of each owner, in order; one user's tasks are read through the index. */
  private static final String HEADS =
      """
      select h.* from unnest(?::text[], ?::text[], ?::int[]) l(tenant, user_id, n)
      cross join lateral (
        select t.id, t.tenant, t.user_id, t.rank_at, t.attempt, t.rate_key from task t
        where t.queue = ? and t.tenant = l.tenant and t.user_id = l.user_id
          and t.status = 'queued' and t.waits = 'ready' and t.released_at is null
          and (?::text[] is null or t.type = any(?::text[]))
        order by t.rank_at, t.id limit l.n) h
      """;

  private static final String RELEASE =
      """
      update task set released_at = now()
      where id = any(?::uuid[]) and status || '' = 'queued' and waits = 'ready'
        and released_at is null
      returning id
      """;

  private static final String UNDER_WAY_OF_OWNERS =
      """
      select tenant, user_id, count(*) as n from (
        select tenant, user_id from task where status = 'queued' and released_at is not null
        union all
        select tenant, user_id from task where status = 'processing') t
      group by tenant, user_id
      """;

  private static final String UNDER_WAY =
      """
      select (select count(*) from task
          where queue = ? and status = 'queued' and released_at is not null)
        + (select count(*) from task where queue = ? and status = 'processing') as n
      """;

  private static final String POSTPONE =
      """
      update task t set waits = 'rate', due_at = now() + g.ms * interval '1 millisecond'
      from unnest(?::uuid[], ?::int8[]) g(id, ms)
      where t.id = g.id and t.status || '' = 'queued' and t.waits = 'ready'
        and t.released_at is null
      """;

  /**
   * Jumps from one user to the next: the cost depends on the users, not on their tasks. All queues
   * in one walk, ordered by queue first, so that the index of ready tasks is the only one with this
   * order: with the queue as a condition, the planner chose the index of owners and read every task
   * of the other queues.
   */
  static final String WAITING_OWNERS =
      """
      with recursive owners as (
        (select queue, tenant, user_id from task
          where status = 'queued' and waits = 'ready' and released_at is null
          order by queue, tenant, user_id limit 1)
        union all
        select n.queue, n.tenant, n.user_id from owners l cross join lateral (
          select queue, tenant, user_id from task
          where status = 'queued' and waits = 'ready' and released_at is null
            and (queue, tenant, user_id) > (l.queue, l.tenant, l.user_id)
          order by queue, tenant, user_id limit 1) n
      )
      select queue, tenant, user_id from owners
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  /**
   * Decides about a queue; no other node does so at the same time.
   *
   * @param lock what is decided about: callers with different locks decide concurrently
   * @return the result of the work, or empty if another node is deciding
   */
  public <T> Optional<T> decide(String lock, String queue, Work<T> work) {
    return Sql.inTransaction(
        relaxed,
        connection -> {
          boolean mine = Sql.query(connection, row -> row.getBoolean(1), LOCK, lock).get(0);
          return mine ? Optional.of(work.with(new Decision(connection, queue))) : Optional.empty();
        });
  }

  /** Number of dispatched or running tasks per user, in all queues and on all nodes. */
  public Map<Owner, Integer> underWayOfOwners() {
    return Sql.with(relaxed, connection -> new Decision(connection, null).underWayOfOwners());
  }

  /** Number of dispatched or running tasks of a queue, on all nodes. */
  public int underWay(String queue) {
    return Sql.with(relaxed, connection -> new Decision(connection, queue).underWay());
  }

  /** The owners with ready tasks, per queue. */
  public Map<String, List<Owner>> waitingOwners() {
    Map<String, List<Owner>> owners = new HashMap<>();
    Sql.query(
        relaxed,
        row ->
            owners.computeIfAbsent(row.getString("queue"), q -> new ArrayList<>()).add(owner(row)),
        WAITING_OWNERS);
    return owners;
  }

  private static Owner owner(ResultSet row) throws SQLException {
    return new Owner(row.getString("tenant"), row.getString("user_id"));
  }

  private static ReadyTask head(ResultSet row) throws SQLException {
    return new ReadyTask(
        row.getObject("id", UUID.class),
        owner(row),
        Sql.instant(row, "rank_at"),
        row.getInt("attempt") > 0,
        row.getString("rate_key"));
  }
}
