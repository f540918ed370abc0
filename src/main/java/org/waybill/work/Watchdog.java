package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.release.Pace;
import org.waybill.sql.DatabaseFailure;
import org.waybill.task.Claim;
import org.waybill.task.Reporting;

/**
 * Looks after running attempts: ends those past their time, gives back what waits behind slow ones.
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
  @Inject private TaskRun taskRun;
  @Inject private Endings endings;
  @Inject private Incarnation incarnation;
  @Inject private Reporting reporting;
  @Inject private Pace pace;

  /** One round; called a few times a second. */
  public void look() {
    long now = System.nanoTime();
    giveBackWhatWaits(now);
    boolean someLast = false;
    for (Attempt attempt : worker.underWay()) {
      someLast |= attempt.nanosSinceStart(now) > CANCEL_LOOK;
      lookAfter(attempt, now);
    }
    if (someLast && now - lastCancelLook > CANCEL_LOOK) {
      lastCancelLook = now;
      lookForCancels();
    }
  }

  /** Handlers that ignored being stopped and were settled without them, since the start. */
  public int givenUpOn() {
    return givenUpOn.get();
  }

  private void giveBackWhatWaits(long now) {
    List<Claim> waiting = new ArrayList<>();
    for (Load load : worker.loads()) {
      List<Claim> rest = load.takeRestIfSlow(now, SLOW);
      if (!rest.isEmpty()) {
        pace.measured(load.queue(), SLOW);
        waiting.addAll(rest);
      }
    }
    worker.giveBack(waiting);
  }

  private void lookAfter(Attempt attempt, long now) {
    if (attempt.isSettled()) {
      return;
    }
    if (attempt.nanosSinceStart(now) > attempt.timeout().toNanos()) {
      attempt.stop(StopReason.TIMED_OUT, now);
    }
    if (attempt.nanosSinceStop(now) > GRACE && attempt.maySettle()) {
      LOG.log(
          Level.WARNING,
          "The handler of {0} ignores being stopped; attempt {1} is settled without it",
          new Object[] {attempt.taskId(), attempt.attempt()});
      givenUpOn.incrementAndGet();
      taskRun.giveUpOn(attempt).ifPresent(endings::write);
    }
  }

  private void lookForCancels() {
    try {
      worker.cancel(reporting.cancelRequested(incarnation.id()));
    } catch (DatabaseFailure e) {
      LOG.log(Level.FINE, "not looked for cancels", e);
    }
  }
}
