package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.event.Publisher;
import org.waybill.sql.ArrayParameter;
import org.waybill.sql.Sql;

/**
 * Deletes finished tasks after their retention, in small batches. It walks the primary key in the
 * order of creation: an index on the end time would cost every task a write.
 */
@ApplicationScoped
public class RetentionCleanup {

  private static final long LOCK = 7_240_971_850_132_481L;

  /** How long the settings keep the finished tasks of a type. */
  public record Keep(String type, Duration time) {}

  /**
   * The result of a step.
   *
   * @param last where to continue, or null after the last task
   */
  public record Step(UUID last, int deleted) {}

  /** A parent that has not ended may still ask what became of its children. */
  private static final String OLD =
      """
      with page as (
        select id, tenant, type, status, dismissed_at, finished_at, parent_id from task
        where id > ? and id < ? order by id limit ?
      ), old as (
        select p.id from page p
          left join unnest(?::text[], ?::int8[]) k(type, ms) on k.type = p.type
          left join retention o on o.tenant = p.tenant and o.type = p.type
          left join retention e on e.tenant = p.tenant and e.type = '*'
        where p.status in ('completed', 'failed', 'cancelled')
          and p.finished_at
            < now() - coalesce(o.keep_ms, e.keep_ms, k.ms, ?::int8) * interval '1 millisecond'
          and (p.status <> 'failed' or p.dismissed_at is not null
            or p.finished_at < now() - ?::int8 * interval '1 millisecond')
          and not exists (select from task f where f.id = p.parent_id::uuid
            and f.status not in ('completed', 'failed', 'cancelled'))
      )
      select (select id from page order by id desc limit 1) as last,
        (select count(*) from page) as seen, (select array_agg(id) from old) as old
      """;

  /** A task that is being retried at this moment stays. */
  private static final String DELETE =
      """
      with ended as (
        select id from task where id = any(?::uuid[])
          and status || '' in ('completed', 'failed', 'cancelled')
        order by id for update skip locked
      )
      delete from task t using ended where t.id = ended.id returning %s
      """
          .formatted(TaskCascadeDelete.Gone.COLUMNS);

  private static final String EXPIRED_KEYS =
      """
      delete from task_key where (tenant, kind, key) in (
        select tenant, kind, key from task_key where expires_at < now() order by expires_at limit ?)
      """;

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Publisher publisher;

  /** Work that one node at a time does. */
  @FunctionalInterface
  public interface Pass {
    void run() throws InterruptedException;
  }

  /**
   * Does this unless another node is doing it. The lock is the connection's: it is free the moment
   * its process is gone.
   *
   * @return whether it was done
   */
  public boolean alone(Pass pass) throws InterruptedException {
    InterruptedException[] stopped = new InterruptedException[1];
    boolean done =
        Sql.with(
            durable,
            connection -> {
              if (!is(connection, "select pg_try_advisory_lock(?)")) {
                return false;
              }
              try {
                pass.run();
                publisher.publish(new PurgeCompleted());
              } catch (InterruptedException e) {
                stopped[0] = e;
              } finally {
                is(connection, "select pg_advisory_unlock(?)");
              }
              return true;
            });
    if (stopped[0] != null) {
      throw stopped[0];
    }
    return done;
  }

  /**
   * Reads the next tasks and deletes those past their retention.
   *
   * @param keeps retention per type; a tenant's own rules take precedence
   * @param usual retention of tasks of other types
   * @param deadLetters minimum retention of dead letters; empty: until replayed or cleared
   * @param after where the previous step ended
   * @param until only tasks with smaller ids
   * @param page maximum number of tasks to check
   */
  public Step step(
      List<Keep> keeps,
      Duration usual,
      Optional<Duration> deadLetters,
      UUID after,
      UUID until,
      int page) {
    record Found(UUID last, int seen, List<UUID> old) {}
    Found found =
        Sql.query(
                durable,
                row ->
                    new Found(
                        row.getObject("last", UUID.class),
                        row.getInt("seen"),
                        row.getArray("old") == null
                            ? List.of()
                            : List.of((UUID[]) row.getArray("old").getArray())),
                OLD,
                after,
                until,
                page,
                ArrayParameter.texts(keeps, Keep::type),
                ArrayParameter.longs(keeps, keep -> keep.time().toMillis()),
                usual.toMillis(),
                deadLetters.map(Duration::toMillis).orElse(null))
            .get(0);
    int deleted = found.old().isEmpty() ? 0 : delete(found.old());
    return new Step(found.seen() < page ? null : found.last(), deleted);
  }

  private int delete(List<UUID> old) {
    List<TaskCascadeDelete.Gone> gone =
        Sql.inTransaction(
            durable,
            connection -> {
              List<TaskCascadeDelete.Gone> ids =
                  Sql.query(
                      connection,
                      TaskCascadeDelete.Gone::of,
                      DELETE,
                      ArrayParameter.uuids(old, id -> id));
              TaskCascadeDelete.belongingsOf(connection, ids);
              return ids;
            });
    if (!gone.isEmpty()) {
      publisher.publish(new TasksPurged(gone.size()));
    }
    return gone.size();
  }

  /** Deletes expired keys, at most this many; returns how many. */
  public int expiredKeys(int most) {
    return Sql.update(durable, EXPIRED_KEYS, most);
  }

  private static boolean is(Connection connection, String sql) throws SQLException {
    return Sql.query(connection, row -> row.getBoolean(1), sql, LOCK).get(0);
  }
}
