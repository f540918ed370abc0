package org.waybill.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.time.Ticker;

/** One background service: runs its body until it is stopped, and restarts it after any error. */
public final class Service {

  /** What a service does; whatever it throws starts it again. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  private static final Logger LOG = Logger.getLogger(Service.class.getName());
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** A service that has run for so long starts again at once when it fails. */
  private static final Duration HEALTHY = Duration.ofMinutes(1);

  private static final Duration SHORTEST_HANG = Duration.ofMinutes(1);
  private static final int HANGING_ROUNDS = 10;

  private final Ticker ticker;
  private final String name;
  private final Body body;
  private final Runnable restarted;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Of a service of rounds; null for others. */
  private Duration gap;

  private Future<?> thread;
  private Duration pause = SHORTEST_PAUSE;
  private int failuresInARow;
  private volatile String trouble;
  private volatile long roundNanos;

  Service(Ticker ticker, String name, Body body, Runnable restarted) {
    this.ticker = ticker;
    this.name = name;
    this.body = body;
    this.restarted = restarted;
    this.roundNanos = ticker.nanos();
  }

  /** A service that does this again and again, resting for so long in between. */
  static Service ofRounds(
      Ticker ticker, String name, Duration gap, Body round, Runnable restarted) {
    Service[] self = new Service[1];
    self[0] = new Service(ticker, name, () -> self[0].rounds(round), restarted);
    self[0].gap = gap;
    return self[0];
  }

  public String name() {
    return name;
  }

  /** Why it does not do its work, or null if it does. */
  public String trouble() {
    if (trouble != null || gap == null || isStopped()) {
      return trouble;
    }
    long nanos = ticker.nanos() - roundNanos;
    return nanos > longestRound().toNanos()
        ? "no progress for " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s"
        : null;
  }

  private Duration longestRound() {
    Duration rounds = gap.multipliedBy(HANGING_ROUNDS);
    return rounds.compareTo(SHORTEST_HANG) > 0 ? rounds : SHORTEST_HANG;
  }

  private void rounds(Body round) throws Exception {
    while (!ticker.await(stopped, gap)) {
      round.run();
      roundNanos = ticker.nanos();
    }
  }

  void startedAs(Future<?> running) {
    thread = running;
  }

  /** Runs until it is stopped, or its body has nothing more to do. */
  void supervise() {
    roundNanos = ticker.nanos();
    while (!isStopped()) {
      long start = ticker.nanos();
      try {
        body.run();
        return;
      } catch (Throwable e) {
        // Whatever it is: a service that is not there any more is worse than one that tries on.
        boolean ignored = Thread.interrupted();
        if (isStopped()) {
          return;
        }
        failed(e, ticker.nanos() - start);
      }
      rest();
    }
  }

  private void failed(Throwable e, long ranNanos) {
    if (ranNanos > HEALTHY.toNanos()) {
      pause = SHORTEST_PAUSE;
      failuresInARow = 0;
    }
    failuresInARow++;
    trouble = "failed, restarting";
    try {
      restarted.run();
      // The first failure is logged in full; of a series every tenth is.
      Level level = failuresInARow % 10 == 1 ? Level.SEVERE : Level.FINE;
      String message =
          "Background service %s failed (%d in a row), restarting in %d ms"
              .formatted(name, failuresInARow, pause.toMillis());
      LOG.log(level, message, e);
    } catch (Throwable loggingFailure) {
      // Not even this may end it: there may be no memory left to log with.
      roundNanos = ticker.nanos();
    }
  }

  private void rest() {
    try {
      boolean ends = ticker.await(stopped, pause);
    } catch (InterruptedException e) {
      boolean ignored = Thread.interrupted();
    }
    pause = pause.multipliedBy(2);
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    roundNanos = ticker.nanos();
    trouble = null;
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Ends it for good. */
  public void stop() {
    stopped.countDown();
    trouble = null;
    if (thread != null) {
      thread.cancel(true);
    }
  }
}
