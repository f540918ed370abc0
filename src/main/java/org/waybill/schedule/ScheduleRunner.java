package org.waybill.schedule;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.waybill.dispatch.SubmissionService;
import org.waybill.event.Publisher;
import org.waybill.schedule.ScheduleFired.Result;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.Sql;
import org.waybill.task.NewTask;
import org.waybill.task.UnfinishedScheduledTasks;

/** Fires what is due, each nominal time once, on whichever node comes first. */
@ApplicationScoped
public class ScheduleRunner {

  private static final Logger LOG = Logger.getLogger(ScheduleRunner.class.getName());

  /** Longest rest: other nodes make schedules as well. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private static final int MOST_AT_ONCE = 100;

  private static final String DUE =
      """
      select *, now() as at from schedule where next_at <= now()
      order by next_at limit ? for update skip locked
      """;

  private static final String UNTIL_NEXT =
      "select extract(epoch from min(next_at) - clock_timestamp()) * 1000 as millis from schedule"
          + " where next_at is not null";

  private static final String ONE = "select *, now() as at from schedule where id = ? for update";

  private static final String TURNED =
      """
      update schedule set next_at = ?, paused = paused or ?, last_at = coalesce(?, last_at),
        last_task_id = coalesce(?, last_task_id), error = ?,
        skipped = skipped + ?, skipped_at = case when ? > 0 then now() else skipped_at end,
        missed = missed + ?, missed_at = case when ? > 0 then now() else missed_at end
      where id = ?
      """;

  private static final String RUN =
      "update schedule set last_at = now(), last_task_id = ? where id = ?";

  private final Semaphore bell = new Semaphore(0);

  @Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private SubmissionService submissionService;
  @Inject private UnfinishedScheduledTasks unfinishedScheduledTasks;
  @Inject private ScheduleEvaluator scheduleEvaluator;
  @Inject private Publisher publisher;

  /** A schedule has changed: its time may be near. */
  void wake() {
    bell.release();
  }

  /** Fires until interrupted. */
  public void run() throws InterruptedException {
    while (true) {
      Duration rest = TICK;
      try {
        rest = pass();
      } catch (DatabaseException e) {
        LOG.log(Level.WARNING, "Running schedules failed, retrying in 1 s: {0}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "Running schedules failed, retrying in 1 s", e);
      }
      if (bell.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
        bell.drainPermits();
      }
    }
  }

  /** Fires what is due; answers how long it may rest unless it is woken. */
  Duration pass() {
    while (untilNext().isZero() && fireDue() > 0) {
      // As long as there is more.
    }
    Duration until = untilNext();
    // What is due and was not found is in another node's hands.
    return until.isZero() ? Duration.ofMillis(5) : until;
  }

  /**
   * Runs a schedule now, whether paused or not, beside its times.
   *
   * @return the task's id; empty if there is no such schedule any more
   */
  public Optional<UUID> runNow(UUID id) {
    List<NewTask> tasks = new ArrayList<>();
    submissionService.acceptFrom(
        connection -> {
          for (DueSchedule due : Sql.query(connection, DueSchedule::of, ONE, id)) {
            NewTask task =
                scheduleEvaluator.runNow(due.schedule(), openOf(connection, List.of(due)));
            Sql.update(connection, RUN, task.id().toString(), id);
            tasks.add(task);
          }
          return tasks;
        });
    tasks.forEach(task -> publisher.publish(new ScheduleFired(id, Result.RUN)));
    return tasks.stream().map(NewTask::id).findFirst();
  }

  /**
   * Fires what is due, many at once; answers how many were found. One whose task the database
   * refuses must not keep the others.
   */
  private int fireDue() {
    try {
      return fireDue(MOST_AT_ONCE, null);
    } catch (DatabaseException e) {
      if (!e.isDataError()) {
        throw e;
      }
      return fireFirst();
    }
  }

  private int fireFirst() {
    try {
      return fireDue(1, null);
    } catch (DatabaseException e) {
      if (!e.isDataError()) {
        throw e;
      }
      return fireDue(1, e);
    }
  }

  /**
   * @param refusal if that is why the first of them cannot fire
   */
  private int fireDue(int most, DatabaseException refusal) {
    List<ScheduleEvaluator.Evaluation> turned = new ArrayList<>();
    submissionService.acceptFrom(
        connection -> {
          List<DueSchedule> due = Sql.query(connection, DueSchedule::of, DUE, most);
          Map<UUID, List<UUID>> open = openOf(connection, due);
          for (DueSchedule each : due) {
            turned.add(
                refusal == null
                    ? scheduleEvaluator.turn(each, open)
                    : scheduleEvaluator.fail(each, refusal));
          }
          for (ScheduleEvaluator.Evaluation each : turned) {
            write(connection, each);
          }
          return turned.stream().flatMap(t -> t.task().stream()).toList();
        });
    turned.forEach(
        each ->
            each.results()
                .forEach(
                    result -> publisher.publish(new ScheduleFired(each.scheduleId(), result))));
    return turned.size();
  }

  private Map<UUID, List<UUID>> openOf(Connection connection, List<DueSchedule> due)
      throws SQLException {
    return due.isEmpty()
        ? Map.of()
        : unfinishedScheduledTasks.ofSchedules(
            connection, due.stream().map(d -> d.schedule().id()).toList());
  }

  private static void write(Connection connection, ScheduleEvaluator.Evaluation turned)
      throws SQLException {
    int skipped = turned.results().contains(Result.SKIPPED) ? 1 : 0;
    int missed = turned.results().contains(Result.MISSED) ? 1 : 0;
    Sql.update(
        connection,
        TURNED,
        turned.pauses() ? null : turned.turn().next().orElse(null),
        turned.pauses(),
        turned.task().isPresent() ? turned.turn().fires().orElse(null) : null,
        turned.task().map(task -> task.id().toString()).orElse(null),
        turned.error(),
        skipped,
        skipped,
        missed,
        missed,
        turned.scheduleId());
  }

  private Duration untilNext() {
    return Sql.query(
            durable,
            row -> {
              double millis = row.getDouble("millis");
              return row.wasNull()
                  ? TICK
                  : Duration.ofMillis((long) Math.ceil(Math.max(0, millis)));
            },
            UNTIL_NEXT)
        .stream()
        .map(until -> until.compareTo(TICK) < 0 ? until : TICK)
        .findFirst()
        .orElse(TICK);
  }
}
