package org.waybill.rescue;

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
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.queue.BrokerAway;
import org.waybill.queue.HintSender;
import org.waybill.release.Releaser;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.Expiring;
import org.waybill.task.Recovering;
import org.waybill.task.Releasing;
import org.waybill.task.WorkerSuspected;
import org.waybill.type.Queues;
import org.waybill.work.Incarnation;
import org.waybill.work.Loss;

/**
 * Finds what was left behind: tasks of dead workers, released tasks without a message, tasks and
 * questions whose time is over.
 */
@ApplicationScoped
public class NightWatch {

  private static final Logger LOG = Logger.getLogger(NightWatch.class.getName());
  private static final Duration UNCLAIMED = Duration.ofSeconds(4);
  private static final int AT_ONCE = 1_000;
  private static final List<Long> SUSPICION_LOOKS_MILLIS = List.of(0L, 50L, 250L, 1_000L);

  @Inject private Settings settings;
  @Inject private Incarnation incarnation;
  @Inject private Recovering recovering;
  @Inject private Expiring expiring;
  @Inject private Releasing releasing;
  @Inject private Releaser releaser;
  @Inject private HintSender hints;
  @Inject private Queues queues;

  @Resource(lookup = "java:app/concurrent/ticks")
  private ManagedScheduledExecutorService ticks;

  /** At the start: what a former life of this node left is taken back before anything runs. */
  void onStart() {
    round();
  }

  /** One round; called every second. */
  public void round() {
    try {
      // Looking around may take long and comes more rarely then; what is paused must not wait for
      // it.
      releaser.lookAtLimits();
      takeFromTheDead();
      endWhatCameTooLate();
      for (String queue : queues.names()) {
        hintAgain(queue);
      }
    } catch (DatabaseFailure e) {
      LOG.log(Level.WARNING, "Night watch: the database does not answer: {0}", e.getMessage());
    } catch (BrokerAway e) {
      LOG.log(Level.FINE, "Night watch: the broker is away", e);
    }
  }

  /** A message came back: look at once, and again while the database learns of the death. */
  void observe(@Observes WorkerSuspected suspicion) {
    for (long millis : SUSPICION_LOOKS_MILLIS) {
      ticks.schedule(this::takeFromTheDead, millis, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void takeFromTheDead() {
    for (Loss loss : incarnation.losses()) {
      int limit = settings.get(Knobs.TASK_CRASH_LIMIT);
      int tasks =
          loss.proven()
              ? recovering.takeFrom(loss.worker(), limit)
              : recovering.takeFromSilent(loss.worker());
      incarnation.markLost(loss.worker());
      if (tasks > 0) {
        LOG.log(
            Level.WARNING,
            loss.proven()
                ? "The process of worker {0} is gone; {1} of its tasks run again"
                : "Worker {0} is silent; {1} of its tasks run again, charged with no crash",
            new Object[] {loss.worker(), tasks});
      }
    }
  }

  private void endWhatCameTooLate() {
    int ended;
    do {
      ended = Math.max(expiring.notStarted(AT_ONCE), expiring.unanswered(AT_ONCE));
    } while (ended == AT_ONCE);
  }

  private void hintAgain(String queue) {
    List<UUID> stale = releasing.stale(queue, UNCLAIMED);
    if (stale.isEmpty()) {
      return;
    }
    Set<UUID> lying = hints.lyingIn(queue);
    List<UUID> lost = stale.stream().filter(id -> !lying.contains(id)).toList();
    releasing.touch(lost);
    lost.forEach(id -> releaser.handOverAgain(queue, id));
  }
}
