package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Admits tasks by order key and concurrency key: one task of an order key at a time, in the order
 * of the ids; of a concurrency key as many as its limit allows. Whether a key is in use is read
 * from the rows each time, so nothing has to be released. One node at a time decides, under a lock
 * that ends with the transaction.
 */
@ApplicationScoped
public class KeyAdmission {

  /** Asynchronous commit: an admission that is lost in a crash is repeated. */
  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  private static final String LOCK = "select pg_try_advisory_xact_lock(7240971850132480)";

  private static final String FIRST_IN_ORDER =
      """
      select t.id, t.concurrency_key from unnest(?::text[]) k(key)
      cross join lateral (
        select id, concurrency_key from task
        where order_key = k.key and status = 'queued' and waits = 'gate'
        order by id limit 1) t
      where not exists (
        select from task h where h.order_key = k.key
          and (h.status in ('processing', 'input_required')
            or h.status = 'queued' and h.waits in ('ready', 'retry', 'rate')))
      """;

  private static final String AT_KEY =
      """
      select t.id, k.key, t.order_key, t.concurrency_limit, t.tenant,
        (select count(*) from task h where h.concurrency_key = k.key
          and (h.status = 'processing' or h.status = 'queued' and h.waits = 'ready')) as held
      from unnest(?::text[]) k(key)
      cross join lateral (
        select id, order_key, concurrency_limit, tenant, rank_at from task
        where concurrency_key = k.key and status = 'queued' and waits = 'gate'
        order by rank_at, id limit ?) t
      order by k.key, t.rank_at, t.id
      """;

  private static final String LET_THROUGH =
      """
      update task t set waits = 'ready'
      where id = any(?::uuid[]) and status || '' = 'queued' and waits = 'gate'
      returning %s
      """
          .formatted(TaskRef.COLUMNS);

  private static final String AWAITING_ADMISSION =
      """
      select id, order_key, concurrency_key from task
      where status = 'queued' and waits = 'gate' and id > ? order by id limit ?
      """;

  private static final int LOOK_AT = 200;

  private record AtKey(UUID id, String key, String orderKey, int limit, String tenant, int held) {}

  /** Keys that may have free slots for waiting tasks. */
  public record Keys(Set<String> order, Set<String> concurrency) {
    public static Keys none() {
      return new Keys(new HashSet<>(), new HashSet<>());
    }

    public void add(TaskRef task) {
      if (task.orderKey() != null) {
        order.add(task.orderKey());
      }
      if (task.concurrencyKey() != null) {
        concurrency.add(task.concurrencyKey());
      }
    }

    public boolean isEmpty() {
      return order.isEmpty() && concurrency.isEmpty();
    }
  }

  /** What an operator allows of a key, given what its task allows. */
  @FunctionalInterface
  public interface KeyLimit {
    int of(String tenant, String concurrencyKey, int given);
  }

  /**
   * Admits what may go now.
   *
   * @return the admitted tasks, or null if another node is deciding: ask again
   */
  public List<TaskRef> letThrough(Keys keys, KeyLimit limits) {
    return Sql.inTransaction(
        relaxed,
        connection -> {
          boolean mine = Sql.query(connection, row -> row.getBoolean(1), LOCK).get(0);
          return mine ? letThrough(connection, keys, limits) : null;
        });
  }

  private static List<TaskRef> letThrough(Connection connection, Keys keys, KeyLimit limits)
      throws SQLException {
    Set<UUID> free = new HashSet<>();
    Set<String> concurrency = new HashSet<>(keys.concurrency());
    for (String[] first : firstInOrder(connection, keys.order())) {
      if (first[1] == null) {
        free.add(UUID.fromString(first[0]));
      } else {
        concurrency.add(first[1]);
      }
    }
    free.addAll(withPlace(connection, concurrency, limits));
    if (free.isEmpty()) {
      return List.of();
    }
    return Sql.query(connection, TaskRef::of, LET_THROUGH, ArrayParameter.uuids(free, id -> id));
  }

  /** Of each order the first that waits, unless another holds it: its id and concurrency key. */
  private static List<String[]> firstInOrder(Connection connection, Collection<String> orders)
      throws SQLException {
    return orders.isEmpty()
        ? List.of()
        : Sql.query(
            connection,
            row -> new String[] {row.getString("id"), row.getString("concurrency_key")},
            FIRST_IN_ORDER,
            ArrayParameter.texts(orders, key -> key));
  }

  private static List<UUID> withPlace(
      Connection connection, Collection<String> keys, KeyLimit limits) throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<AtKey> candidates =
        Sql.query(
            connection, KeyAdmission::atKey, AT_KEY, ArrayParameter.texts(keys, k -> k), LOOK_AT);
    Set<String> orders = new HashSet<>();
    candidates.stream().map(AtKey::orderKey).filter(o -> o != null).forEach(orders::add);
    Set<UUID> firsts = new HashSet<>();
    firstInOrder(connection, orders).forEach(first -> firsts.add(UUID.fromString(first[0])));
    Map<String, Integer> held = new HashMap<>();
    List<UUID> free = new ArrayList<>();
    for (AtKey each : candidates) {
      int now = held.getOrDefault(each.key(), each.held());
      boolean itsTurn = each.orderKey() == null || firsts.contains(each.id());
      if (itsTurn && now < limits.of(each.tenant(), each.key(), each.limit())) {
        held.put(each.key(), now + 1);
        free.add(each.id());
      }
    }
    return free;
  }

  /**
   * Adds the keys of waiting tasks, a page at a time, for tasks that no event announced.
   *
   * @return where to continue, or null after the last page
   */
  public UUID addKeys(Keys keys, UUID after, int limit) {
    List<UUID> ids =
        Sql.query(
            relaxed,
            row -> {
              add(keys.order(), row.getString("order_key"));
              add(keys.concurrency(), row.getString("concurrency_key"));
              return row.getObject("id", UUID.class);
            },
            AWAITING_ADMISSION,
            after,
            limit);
    return ids.size() < limit ? null : ids.get(limit - 1);
  }

  private static void add(Set<String> keys, String key) {
    if (key != null) {
      keys.add(key);
    }
  }

  private static AtKey atKey(ResultSet row) throws SQLException {
    return new AtKey(
        row.getObject("id", UUID.class),
        row.getString("key"),
        row.getString("order_key"),
        row.getInt("concurrency_limit"),
        row.getString("tenant"),
        row.getInt("held"));
  }
}
