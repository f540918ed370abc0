package org.waybill.worker;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.dispatch.BatchSizer;
import org.waybill.sql.DatabaseException;
import org.waybill.task.Claim;
import org.waybill.task.ProgressWriter;
import org.waybill.time.Ticker;

/**
 * Monitors running attempts: ends those that exceed their timeout, and returns tasks that wait
 * behind slow ones.
 */
@ApplicationScoped
public class Watchdog {

  private static final Logger LOG = Logger.getLogger(Watchdog.class.getName());
  private static final long SLOW = Duration.ofMillis(50).toNanos();
  private static final long GRACE = Duration.ofSeconds(3).toNanos();
  private static final long CANCEL_LOOK = Duration.ofMillis(250).toNanos();

  private final AtomicInteger givenUpOn = new AtomicInteger();
  private long lastCancelLook;

  @Inject private Worker worker;
  @Inject private AttemptRunner attemptRunner;
  @Inject private ResultWriter resultWriter;
  @Inject private WorkerLease workerLease;
  @Inject private ProgressWriter progressWriter;
  @Inject private BatchSizer batchSizer;
  @Inject private Ticker ticker;

  @PostConstruct
  void begin() {
    lastCancelLook = ticker.nanos();
  }

  /** One round; called a few times a second. */
  public void refresh() {
    long now = ticker.nanos();
    giveBackWhatWaits(now);
    boolean someLast = false;
    for (Attempt attempt : worker.underWay()) {
      someLast |= attempt.nanosSinceStart(now) > CANCEL_LOOK;
      watch(attempt, now);
    }
    if (someLast && now - lastCancelLook > CANCEL_LOOK) {
      lastCancelLook = now;
      checkCancels();
    }
  }

  /** Handlers that ignored their interruption and were completed without them, since the start. */
  public int givenUpOn() {
    return givenUpOn.get();
  }

  private void giveBackWhatWaits(long now) {
    List<Claim> waiting = new ArrayList<>();
    for (ClaimedBatch claimedBatch : worker.loads()) {
      List<Claim> rest = claimedBatch.takeRestIfSlow(now, SLOW);
      if (!rest.isEmpty()) {
        batchSizer.measured(claimedBatch.queue(), SLOW);
        waiting.addAll(rest);
      }
    }
    worker.giveBack(waiting);
  }

  private void watch(Attempt attempt, long now) {
    if (attempt.isSettled()) {
      return;
    }
    if (attempt.nanosSinceStart(now) > attempt.timeout().toNanos()) {
      attempt.stop(StopReason.TIMED_OUT);
    }
    if (attempt.nanosSinceStop(now) > GRACE && attempt.maySettle()) {
      LOG.log(
          Level.WARNING,
          "The handler of task {0} does not react to its interruption; attempt {1} is completed"
              + " without it",
          new Object[] {attempt.taskId(), attempt.attempt()});
      givenUpOn.incrementAndGet();
      attemptRunner.giveUpOn(attempt).ifPresent(resultWriter::write);
    }
  }

  private void checkCancels() {
    try {
      worker.cancel(progressWriter.cancelRequested(workerLease.id()));
    } catch (DatabaseException e) {
      LOG.log(Level.FINE, "reading cancel requests failed, retrying", e);
    }
  }
}
