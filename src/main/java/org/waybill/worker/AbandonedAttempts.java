package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.sql.DatabaseException;
import org.waybill.task.OrphanRecovery;
import org.waybill.task.TaskClaimer.Holder;

/**
 * Finds attempts that according to the rows run in this process but do not: a claim whose response
 * was lost, or a result that could not be written. Their tasks are queued again.
 */
@ApplicationScoped
public class AbandonedAttempts {

  private static final Logger LOG = Logger.getLogger(AbandonedAttempts.class.getName());
  private static final Duration OLD_ENOUGH = Duration.ofSeconds(5);

  private final AtomicLong found = new AtomicLong();

  /** What is missed in two rounds, one after the other, is not on its way. */
  private Set<Holder> missed = Set.of();

  @Inject private Worker worker;
  @Inject private WorkerLease workerLease;
  @Inject private OrphanRecovery orphanRecovery;

  /** One round; called every few seconds. */
  public void runOnce() {
    try {
      refresh();
    } catch (DatabaseException e) {
      LOG.log(Level.FINE, "search for abandoned attempts failed, retrying", e);
    }
  }

  private synchronized void refresh() {
    List<Holder> missing =
        orphanRecovery.runningOf(workerLease.id(), OLD_ENOUGH).stream()
            .filter(row -> !worker.holds(row.taskId(), row.attempt()))
            .toList();
    List<Holder> abandoned = missing.stream().filter(missed::contains).toList();
    missed = new HashSet<>(missing);
    if (abandoned.isEmpty()) {
      return;
    }
    int taken = orphanRecovery.takeAbandoned(workerLease.id(), abandoned);
    found.addAndGet(taken);
    LOG.log(
        Level.WARNING,
        "{0} tasks were claimed by this worker but not running here; they are retried",
        taken);
  }

  /** How many were found since the start. */
  public long found() {
    return found.get();
  }
}
