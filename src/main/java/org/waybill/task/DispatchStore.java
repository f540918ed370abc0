package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
 * Marks tasks as dispatched, in order, and reverts that. Asynchronous commit: a dispatch that is
 * lost in a crash is repeated.
 */
@ApplicationScoped
public class DispatchStore {

  /** Tasks per queue and owner, on all nodes. */
  public record UnderWay(
      Map<String, Map<Owner, Integer>> dispatched, Map<String, Map<Owner, Integer>> running) {

    public Map<Owner, Integer> dispatched(String queue) {
      return dispatched.getOrDefault(queue, Map.of());
    }

    public Map<Owner, Integer> running(String queue) {
      return running.getOrDefault(queue, Map.of());
    }
  }

  private static final String PROMOTE =
      """
      update task t set waits = %s where id in (
        select id from task where status = 'queued' and waits in ('scheduled', 'retry', 'rate')
          and due_at <= now()
        order by due_at limit ? for update skip locked)
      returning %s
      """
          .formatted(WaitReason.WHEN_DUE, TaskRef.COLUMNS);

  private static final String NEXT_DUE =
      """
      select extract(epoch from min(due_at) - now()) * 1000 as ms from task
      where status = 'queued' and waits in ('scheduled', 'retry', 'rate')
      """;

  private static final String TAKE_BACK =
      """
      update task set released_at = null
      where id = any(?::uuid[]) and status || '' = 'queued' and released_at is not null
      """;

  private static final String TAKE_ALL_BACK =
      """
      update task set released_at = null where status = 'queued' and released_at is not null
      """;

  private static final String TAKE_BACK_OF =
      """
      update task set released_at = null
      where queue = ? and (? = '*' or tenant = ?) and status = 'queued'
        and released_at is not null
      """;

  private static final String TOUCH =
      """
      update task set released_at = now()
      where id = any(?::uuid[]) and status || '' = 'queued' and released_at is not null
      """;

  private static final String UNDER_WAY =
      """
      select queue, tenant, user_id, false as runs, count(*) as n from task
      where status = 'queued' and released_at is not null
      group by queue, tenant, user_id
      union all
      select queue, tenant, user_id, true, count(*) from task
      where status = 'processing'
      group by queue, tenant, user_id
      """;

  private static final String STALE =
      """
      select id from task where queue = ? and status = 'queued'
        and released_at < now() - ? * interval '1 millisecond'
      order by released_at limit 10000
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  /** Makes tasks whose time has come ready, or lets them wait for their key. */
  public List<TaskRef> promoteDue(int limit) {
    return Sql.query(relaxed, TaskRef::of, PROMOTE, limit);
  }

  /** How long until the next task's time comes, or empty if none waits for one. */
  public Optional<Duration> untilNextDue() {
    return Sql.query(
            relaxed,
            row -> {
              double millis = row.getDouble("ms");
              return row.wasNull() ? null : Duration.ofMillis((long) Math.ceil(millis));
            },
            NEXT_DUE)
        .stream()
        .filter(due -> due != null)
        .findFirst();
  }

  /** Makes dispatched tasks ready again: no message will be sent for them. */
  public void takeBack(Collection<UUID> ids) {
    Sql.update(relaxed, TAKE_BACK, ArrayParameter.uuids(ids, id -> id));
  }

  /** Makes all dispatched tasks ready again: no message exists for any of them any more. */
  public int takeAllBack() {
    return Sql.update(relaxed, TAKE_ALL_BACK);
  }

  /** Makes the dispatched tasks of a paused queue, or of a tenant in it, ready again. */
  public int takeBackOf(String queue, String tenant) {
    return Sql.update(relaxed, TAKE_BACK_OF, queue, tenant, tenant);
  }

  /** Number of dispatched and not yet claimed, and of running tasks per queue and owner. */
  public UnderWay underWay() {
    UnderWay counts = new UnderWay(new HashMap<>(), new HashMap<>());
    Sql.query(
        relaxed,
        row ->
            (row.getBoolean("runs") ? counts.running : counts.dispatched)
                .computeIfAbsent(row.getString("queue"), queue -> new HashMap<>())
                .put(new Owner(row.getString("tenant"), row.getString("user_id")), row.getInt("n")),
        UNDER_WAY);
    return counts;
  }

  /** Marks these as dispatched just now: they are dispatched again. */
  public void touch(Collection<UUID> ids) {
    Sql.update(relaxed, TOUCH, ArrayParameter.uuids(ids, id -> id));
  }

  /** Tasks dispatched longer ago than this and still not claimed. */
  public List<UUID> stale(String queue, Duration age) {
    return Sql.query(relaxed, row -> row.getObject("id", UUID.class), STALE, queue, age.toMillis());
  }
}
