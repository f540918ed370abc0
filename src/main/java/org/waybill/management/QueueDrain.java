package org.waybill.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.task.QueueDepths;
import org.waybill.time.Ticker;

/** Waits until a paused queue's tasks have ended. */
@ApplicationScoped
class QueueDrain {

  static final int LONGEST_SECONDS = 300;

  private static final Duration GAP = Duration.ofMillis(250);

  /** Every node reads the pauses each second; until then it may start what it has in hand. */
  private static final Duration SEEN_BY_ALL = Duration.ofSeconds(2);

  @Inject private QueueDepths queueDepths;
  @Inject private ManagementThreads threads;
  @Inject private Ticker ticker;

  /**
   * @throws IllegalArgumentException if it is none to wait for
   */
  static void check(int seconds) {
    if (seconds < 0 || seconds > LONGEST_SECONDS) {
      throw new IllegalArgumentException(
          "seconds is %d; allowed: 0 to %d".formatted(seconds, LONGEST_SECONDS));
    }
  }

  /** How many tasks still run, or were sent to be run, when none does or the time is over. */
  int await(String queue, int seconds) {
    long start = ticker.nanos();
    while (true) {
      int left = threads.call("queue " + queue + ": drain", () -> queueDepths.started(queue));
      Duration waited = Duration.ofNanos(ticker.nanos() - start);
      boolean drained = left == 0 && waited.compareTo(SEEN_BY_ALL) >= 0;
      if (drained || waited.toSeconds() >= seconds) {
        return left;
      }
      rest(queue, left);
    }
  }

  private void rest(String queue, int left) {
    try {
      if (threads.isStoppedWithin(GAP)) {
        throw new IllegalStateException(
            "queue %s: the application stops while %d tasks run".formatted(queue, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("queue " + queue + ": drain was interrupted");
    }
  }
}
