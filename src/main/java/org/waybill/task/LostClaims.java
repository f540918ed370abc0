package org.waybill.task;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Restores claims that the database has lost. Claims are written with asynchronous commit: if
 * PostgreSQL is killed, the last ones are missing, and their tasks are marked as queued while they
 * run. If nobody has claimed the task since, the worker keeps its claim: what it writes is
 * accepted, and nobody else gets the same attempt number.
 */
final class LostClaims {

  private static final String REGAIN =
      """
      with held as (
        select * from unnest(?::uuid[], ?::uuid[], ?::int[], ?::timestamptz[])
          as g(id, worker, attempt, started_at)
      ), regained as (
        update task t set status = 'processing', waits = null, attempt = h.attempt,
          worker = h.worker, node = w.node, started_at = h.started_at, released_at = null,
          due_at = null, event_seq = t.event_seq + 1
        from held h join worker w on w.id = h.worker
        where t.id = h.id and t.status || '' = 'queued' and t.attempt = h.attempt - 1
        returning t.id, t.event_seq, t.attempt, t.started_at, t.node
      ), logged as (
        insert into task_event (task_id, seq, kind, at, attempt, data)
        select id, event_seq, 'started', started_at, attempt,
          json_build_object('node', node)::text
        from regained
      )
      select id from regained
      """;

  private LostClaims() {}

  /** What attempts write, guarded by their claims. */
  @FunctionalInterface
  interface Write<T, K, R> {

    /** The results of the written items, by their identity. */
    Map<K, R> on(Connection connection, List<T> items) throws SQLException;
  }

  /**
   * Writes these items; those rejected by their rows are written once more if their claims were
   * lost.
   *
   * @return the results of those that were written
   */
  static <T, K, R> Map<K, R> write(
      Connection connection,
      List<T> items,
      Function<T, Claim> claim,
      Function<T, K> key,
      Write<T, K, R> statement)
      throws SQLException {
    Map<K, R> written = statement.on(connection, items);
    if (written.size() < items.size()) {
      List<T> others =
          items.stream().filter(item -> !written.containsKey(key.apply(item))).toList();
      Set<UUID> regained = regain(connection, others.stream().map(claim).distinct().toList());
      if (!regained.isEmpty()) {
        written.putAll(
            statement.on(
                connection,
                others.stream()
                    .filter(item -> regained.contains(claim.apply(item).task().id()))
                    .toList()));
      }
    }
    return written;
  }

  /** Writes these claims again, as far as they were lost; returns the restored ones. */
  private static Set<UUID> regain(Connection connection, Collection<Claim> claims)
      throws SQLException {
    List<Claim> held =
        claims.stream().sorted(Comparator.comparing(claim -> claim.task().id())).toList();
    return new HashSet<>(
        Sql.query(
            connection,
            row -> row.getObject("id", UUID.class),
            REGAIN,
            ArrayParameter.uuids(held, claim -> claim.task().id()),
            ArrayParameter.uuids(held, Claim::worker),
            ArrayParameter.ints(held, Claim::attempt),
            ArrayParameter.times(held, Claim::startedAt)));
  }
}
