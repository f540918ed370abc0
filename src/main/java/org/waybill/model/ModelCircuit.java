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

  /** Whether the model may be called; if it kept failing, once in a while. */
  synchronized boolean allows() {
    boolean allowed = failures < FAILURES || ticker.nanos() - triedAt >= PAUSE.toNanos();
    triedAt = allowed ? ticker.nanos() : triedAt;
    return allowed;
  }

  synchronized void worked() {
    failures = 0;
  }

  /** Only what is broken counts: a busy model says itself when to come back. */
  synchronized void noteFailure(ModelFailure failure) {
    if (failure instanceof ModelFailure.Broken) {
      failures = Math.min(failures + 1, FAILURES);
    }
  }
}
