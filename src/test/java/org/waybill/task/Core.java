package org.waybill.task;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.waybill.sql.Sql;

/** The core's beans as tests speak of them, and the rows behind them. */
@ApplicationScoped
public class Core {

  @Resource(name = "jdbc/waybill")
  private DataSource rows;

  @Inject private TaskInserter taskInserter;
  @Inject private TaskClaimer taskClaimer;
  @Inject private AttemptCompleter attemptCompleter;
  @Inject private Tasks tasks;
  @Inject private EventHistory eventHistory;

  /** Accepts them, released: a worker may claim them at once. */
  List<UUID> accept(GivenTask... given) {
    return taskInserter
        .store(
            Stream.of(given)
                .map(GivenTask::spawned)
                .map(task -> new TaskInserter.Entry(task, task.timing().notBefore() == null))
                .toList())
        .stream()
        .map(receipt -> receipt.task().id())
        .toList();
  }

  UUID accept(GivenTask given) {
    return accept(new GivenTask[] {given}).get(0);
  }

  Claim claimed(GivenTask given, UUID worker) {
    return claim(accept(given), worker).claim();
  }

  Claim claimed(GivenTask given) {
    return claimed(given, UuidV7.next());
  }

  /** A worker's hint has come: what does it get? */
  TaskClaimer.Answer claim(UUID id, UUID worker) {
    return taskClaimer.claim(List.of(id), worker, "node-of-the-test").get(0);
  }

  /** A task that went back into line is released again, and claimed by another worker. */
  Claim claimedAgain(UUID id, UUID worker) {
    Sql.update(rows, "update task set released_at = now() where id = ? and waits = 'ready'", id);
    return claim(id, worker).claim();
  }

  boolean settle(AttemptResult attemptResult) {
    return attemptCompleter.settle(List.of(attemptResult)).get(0);
  }

  Task row(UUID id) {
    return tasks.find(id).orElseThrow();
  }

  boolean isStored(UUID id) {
    return tasks.find(id).isPresent();
  }

  List<TaskEvent> events(UUID id) {
    return eventHistory.after(TaskRef.of(row(id)), 0, 1_000);
  }

  List<EventKind> kinds(UUID id) {
    return events(id).stream().map(TaskEvent::kind).toList();
  }

  /** By the database's clock. */
  Duration untilDue(UUID id) {
    return Sql.query(
            rows,
            row -> Duration.ofMillis(row.getLong(1)),
            "select extract(epoch from due_at - now()) * 1000 from task where id = ?",
            id)
        .get(0);
  }

  /** Another worker process: its row, without its lock. */
  void registerWorker(UUID worker, long lockKey) {
    Sql.update(
        rows, "insert into worker (id, node, lock_key) values (?, 'other', ?)", worker, lockKey);
  }

  /** Does this while a session of the database holds the lock, as a living worker's does. */
  void whileLocked(long lockKey, Runnable then) {
    Sql.with(
        rows,
        connection -> {
          Sql.query(connection, row -> true, "select pg_advisory_lock(?)", lockKey);
          try {
            then.run();
          } finally {
            Sql.query(connection, row -> true, "select pg_advisory_unlock(?)", lockKey);
          }
          return null;
        });
  }
}
