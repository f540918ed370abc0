package org.waybill.recovery;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.Dispatcher;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.messaging.DispatchMessageSender;
import org.waybill.sql.DatabaseException;
import org.waybill.task.DeadlineExpiry;
import org.waybill.task.DispatchStore;
import org.waybill.task.OrphanRecovery;
import org.waybill.task.WorkerSuspected;
import org.waybill.type.Queues;
import org.waybill.worker.LostWorker;
import org.waybill.worker.WorkerLease;

/**
 * Finds tasks that need recovery: tasks of dead workers, dispatched tasks without a message, and
 * tasks and questions past their deadline.
 */
@ApplicationScoped
public class TaskRescuer {

  private static final Logger LOG = Logger.getLogger(TaskRescuer.class.getName());
  private static final Duration UNCLAIMED = Duration.ofSeconds(4);
  private static final int AT_ONCE = 1_000;
  private static final List<Long> SUSPICION_LOOKS_MILLIS = List.of(0L, 50L, 250L, 1_000L);

  @Inject private Settings settings;
  @Inject private WorkerLease workerLease;
  @Inject private OrphanRecovery orphanRecovery;
  @Inject private DeadlineExpiry deadlineExpiry;
  @Inject private DispatchStore dispatchStore;
  @Inject private Dispatcher dispatcher;
  @Inject private DispatchMessageSender sender;
  @Inject private Queues queues;

  @Resource(lookup = "java:app/concurrent/ticks")
  private ManagedScheduledExecutorService ticks;

  /** At the start: what a former life of this node left is taken back before anything runs. */
  void onStart() {
    runOnce();
  }

  /** One round; called every second. */
  public void runOnce() {
    try {
      // Looking around may take long and comes more rarely then; what is paused must not wait for
      // it.
      dispatcher.refreshLimits();
      takeFromTheDead();
      endWhatCameTooLate();
      for (String queue : queues.names()) {
        redispatch(queue);
      }
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING,
          "Search for lost tasks failed, retrying; the database does not respond: {0}",
          e.getMessage());
    } catch (BrokerUnavailable e) {
      LOG.log(Level.FINE, "Search for lost tasks skipped: the broker is unavailable", e);
    }
  }

  /**
   * A message was redelivered: check now, and again while the database has not noticed the death.
   */
  void observe(@Observes WorkerSuspected suspicion) {
    for (long millis : SUSPICION_LOOKS_MILLIS) {
      ticks.schedule(this::takeFromTheDead, millis, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void takeFromTheDead() {
    for (LostWorker lostWorker : workerLease.losses()) {
      int limit = settings.get(KnownSettings.TASK_CRASH_LIMIT);
      int tasks =
          lostWorker.proven()
              ? orphanRecovery.takeFrom(lostWorker.worker(), limit)
              : orphanRecovery.takeFromSilent(lostWorker.worker());
      workerLease.markLost(lostWorker.worker());
      if (tasks > 0) {
        LOG.log(
            Level.WARNING,
            lostWorker.proven()
                ? "The process of worker {0} has ended; {1} of its tasks are retried"
                : "Worker {0} sends no heartbeat; {1} of its tasks are retried, not counted as"
                    + " crashes",
            new Object[] {lostWorker.worker(), tasks});
      }
    }
  }

  private void endWhatCameTooLate() {
    int ended;
    do {
      ended = Math.max(deadlineExpiry.notStarted(AT_ONCE), deadlineExpiry.unanswered(AT_ONCE));
    } while (ended == AT_ONCE);
  }

  private void redispatch(String queue) {
    List<UUID> stale = dispatchStore.stale(queue, UNCLAIMED);
    if (stale.isEmpty()) {
      return;
    }
    Set<UUID> lying = sender.lyingIn(queue);
    List<UUID> lost = stale.stream().filter(id -> !lying.contains(id)).toList();
    dispatchStore.touch(lost);
    lost.forEach(id -> dispatcher.redispatch(queue, id));
  }
}
