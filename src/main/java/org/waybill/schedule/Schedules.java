package org.waybill.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.limit.Allowance;
import org.waybill.limit.Resource;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.task.UuidV7;

/** Keeps schedules: makes, changes, pauses, finds them. */
@ApplicationScoped
public class Schedules {

  private static final String INSERT =
      """
      insert into schedule (id, tenant, user_id, name, cron, interval_ms, zone, anchor_at,
        template, overlap, catch_up_ms, paused, next_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      returning *
      """;

  private static final String REPLACE =
      """
      update schedule set name = ?, cron = ?, interval_ms = ?, zone = ?, anchor_at = ?,
        template = ?, overlap = ?, catch_up_ms = ?, paused = ?, next_at = ?, error = null
      where id = ?
      returning *
      """;

  private static final String MINE =
      "select * from schedule where id = ? and tenant = ? and user_id = coalesce(?, user_id)";

  private static final String LIST =
      """
      select * from schedule where tenant = ? and user_id = coalesce(?, user_id)
        and id < coalesce(?::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      order by id desc limit ?
      """;

  private static final String DELETE =
      "delete from schedule where id = ? and tenant = ? and user_id = coalesce(?, user_id)";

  @jakarta.annotation.Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private ScheduleRunner scheduleRunner;
  @Inject private Allowance allowance;

  public Schedule make(ScheduleSpec scheduleSpec, String tenant, String userId, boolean paused) {
    Schedule made =
        Sql.inTransaction(
            durable,
            connection -> {
              allowance.ask(connection, Resource.SCHEDULES, tenant, userId, 1);
              Instant now = now(connection);
              return Sql.query(
                      connection,
                      Schedule::of,
                      INSERT,
                      UuidV7.next(),
                      tenant,
                      userId,
                      scheduleSpec.name(),
                      scheduleSpec.cron(),
                      intervalOf(scheduleSpec),
                      scheduleSpec.zone().getId(),
                      now,
                      scheduleSpec.template(),
                      scheduleSpec.overlap().label(),
                      scheduleSpec.catchUp().toMillis(),
                      paused,
                      paused ? null : scheduleSpec.timetable(now).after(now).orElse(null))
                  .get(0);
            });
    scheduleRunner.wake();
    return made;
  }

  /**
   * Changes what a schedule is to do. One that fires at the same times as before keeps its next
   * time.
   *
   * @param paused null to leave that as it is
   */
  public Optional<Schedule> replace(
      UUID id, Owner scope, ScheduleSpec scheduleSpec, Boolean paused) {
    return change(
        id,
        scope,
        (connection, old) -> {
          Instant now = now(connection);
          boolean same = scheduleSpec.firesLike(old.plan());
          Instant anchor = same ? old.anchor() : now;
          boolean rests = paused == null ? old.paused() : paused;
          Instant next = same && !old.paused() ? old.nextAt() : nextOf(scheduleSpec, anchor, now);
          return write(connection, id, scheduleSpec, anchor, rests, next);
        });
  }

  /** Its times pass without a firing until it is resumed; nothing of them is caught up then. */
  public Optional<Schedule> pause(UUID id, Owner scope) {
    return change(
        id,
        scope,
        (connection, old) -> write(connection, id, old.plan(), old.anchor(), true, null));
  }

  public Optional<Schedule> resume(UUID id, Owner scope) {
    return change(
        id,
        scope,
        (connection, old) -> {
          Instant next =
              old.paused() ? nextOf(old.plan(), old.anchor(), now(connection)) : old.nextAt();
          return write(connection, id, old.plan(), old.anchor(), false, next);
        });
  }

  /** Deletes a schedule; its tasks stay. */
  public boolean delete(UUID id, Owner scope) {
    return Sql.update(durable, DELETE, id, scope.tenant(), scope.userId()) > 0;
  }

  public Optional<Schedule> find(UUID id, Owner scope) {
    return Sql.query(durable, Schedule::of, MINE, id, scope.tenant(), scope.userId()).stream()
        .findFirst();
  }

  /**
   * Newest first.
   *
   * @param before only older ones, or null
   */
  public List<Schedule> list(Owner scope, UUID before, int limit) {
    return Sql.query(durable, Schedule::of, LIST, scope.tenant(), scope.userId(), before, limit);
  }

  private interface Change {
    Schedule of(Connection connection, Schedule old) throws SQLException;
  }

  private Optional<Schedule> change(UUID id, Owner scope, Change change) {
    Optional<Schedule> changed =
        Sql.inTransaction(
            durable,
            connection -> {
              List<Schedule> found =
                  Sql.query(
                      connection,
                      Schedule::of,
                      MINE + " for update",
                      id,
                      scope.tenant(),
                      scope.userId());
              return found.isEmpty()
                  ? Optional.empty()
                  : Optional.of(change.of(connection, found.get(0)));
            });
    scheduleRunner.wake();
    return changed;
  }

  private static Schedule write(
      Connection connection,
      UUID id,
      ScheduleSpec scheduleSpec,
      Instant anchor,
      boolean paused,
      Instant next)
      throws SQLException {
    return Sql.query(
            connection,
            Schedule::of,
            REPLACE,
            scheduleSpec.name(),
            scheduleSpec.cron(),
            intervalOf(scheduleSpec),
            scheduleSpec.zone().getId(),
            anchor,
            scheduleSpec.template(),
            scheduleSpec.overlap().label(),
            scheduleSpec.catchUp().toMillis(),
            paused,
            paused ? null : next,
            id)
        .get(0);
  }

  private static Instant nextOf(ScheduleSpec scheduleSpec, Instant anchor, Instant now) {
    return scheduleSpec.timetable(anchor).after(now).orElse(null);
  }

  private static Long intervalOf(ScheduleSpec scheduleSpec) {
    return scheduleSpec.interval() == null ? null : scheduleSpec.interval().toMillis();
  }

  private static Instant now(Connection connection) throws SQLException {
    return Sql.query(connection, row -> Sql.instant(row, "now"), "select now() as now").get(0);
  }
}
