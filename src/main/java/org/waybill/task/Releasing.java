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
import org.waybill.sql.Column;
import org.waybill.sql.Sql;

/**
 * Marks tasks as released to the workers, in order, and takes that back. Relaxed durability: a
 * release that is lost in a crash is made again.
 */
@ApplicationScoped
public class Releasing {

  /** A task that workers may claim now, and whether it had an attempt before. */
  public record Released(UUID id, boolean hasRun) {}

  private static final String PROMOTE =
      """
      update task set waits = 'ready' where id in (
        select id from task where status = 'queued' and waits in ('scheduled', 'retry')
          and due_at <= now()
        order by due_at limit ? for update skip locked)
      """;

  private static final String NEXT_DUE =
      """
      select extract(epoch from min(due_at) - now()) * 1000 as ms from task
      where status = 'queued' and waits in ('scheduled', 'retry')
      """;

  private static final String RELEASE =
      """
      update task set released_at = now() where id in (
        select id from task where queue = ? and status = 'queued' and waits = 'ready'
          and released_at is null
        order by rank_at limit ? for update skip locked)
      returning id, attempt
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

  private static final String TOUCH =
      """
      update task set released_at = now()
      where id = any(?::uuid[]) and status || '' = 'queued' and released_at is not null
      """;

  private static final String OUTSTANDING =
      """
      select queue, count(*) as n from task where status = 'queued' and released_at is not null
      group by queue
      """;

  private static final String STALE =
      """
      select id from task where queue = ? and status = 'queued'
        and released_at < now() - ? * interval '1 millisecond'
      order by released_at limit 10000
      """;

  @Resource(name = "jdbc/waybillRelaxed")
  private DataSource relaxed;

  /** Lets tasks whose time has come stand in line; answers how many. */
  public int promoteDue(int limit) {
    return Sql.update(relaxed, PROMOTE, limit);
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

  /** Releases the first tasks in line, at most {@code limit}. */
  public List<Released> release(String queue, int limit) {
    return Sql.query(
        relaxed,
        row -> new Released(row.getObject("id", UUID.class), row.getInt("attempt") > 0),
        RELEASE,
        queue,
        limit);
  }

  /** Puts released tasks back into line: no message will stand for them. */
  public void takeBack(Collection<UUID> ids) {
    Sql.update(relaxed, TAKE_BACK, Column.uuids(ids, id -> id));
  }

  /** Puts every released task back into line: no message stands for any of them any more. */
  public int takeAllBack() {
    return Sql.update(relaxed, TAKE_ALL_BACK);
  }

  /** How many tasks of each queue are released and not yet claimed. */
  public Map<String, Integer> outstanding() {
    Map<String, Integer> counts = new HashMap<>();
    Sql.query(relaxed, row -> counts.put(row.getString("queue"), row.getInt("n")), OUTSTANDING);
    return counts;
  }

  /** Counts these as released just now: they are hinted again. */
  public void touch(Collection<UUID> ids) {
    Sql.update(relaxed, TOUCH, Column.uuids(ids, id -> id));
  }

  /** Tasks released longer ago than this and still not claimed. */
  public List<UUID> stale(String queue, Duration age) {
    return Sql.query(relaxed, row -> row.getObject("id", UUID.class), STALE, queue, age.toMillis());
  }
}
