package org.waybill.model;

import java.time.Duration;
import org.waybill.time.Ticker;

/**
 * Keeps calls from a model that has failed again and again: one call every few seconds tries it
 * until it works. Each model has its own, so that its fallback stays reachable.
 */
final class ModelCircuit {

  private static final int FAILURES = 10;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Ticker ticker;
  private int failures;
  private long triedAt;

  ModelCircuit(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized boolean isOpen() {
    if (failures < FAILURES) {
      return false;
    }
    boolean isPaused = ticker.nanos() - triedAt < PAUSE.toNanos();
    if (!isPaused) {
      triedAt = ticker.nanos();
    }
    return isPaused;
  }

  synchronized void worked() {
    failures = 0;
  }

  synchronized void failed() {
    failures = Math.min(failures + 1, FAILURES);
    triedAt = ticker.nanos();
  }
}
