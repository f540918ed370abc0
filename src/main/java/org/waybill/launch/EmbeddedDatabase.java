package org.waybill.launch;

import java.util.function.Supplier;
import org.waybill.time.Ticker;

/**
 * The embedded PostgreSQL over several lives: ended unexpectedly, it is started again under the
 * running server, whose pools notice by themselves.
 */
final class EmbeddedDatabase {

  private static final int RESTARTS = 5;
  private static final long FORGIVEN_AFTER_NANOS = 600_000_000_000L;

  private final Ticker ticker = new Ticker();
  private final Supplier<PostgresServer> starter;
  private PostgresServer running;
  private int restarts;
  private long lastRestart;

  EmbeddedDatabase(Supplier<PostgresServer> starter) {
    this.starter = starter;
    this.running = starter.get();
  }

  PostgresServer running() {
    return running;
  }

  /** Starts it again if it has ended, unless that happens too often. */
  boolean restartedIfEnded() {
    if (running.process().isAlive()) {
      return false;
    }
    long now = ticker.nanos();
    restarts = now - lastRestart > FORGIVEN_AFTER_NANOS ? 1 : restarts + 1;
    lastRestart = now;
    if (restarts > RESTARTS) {
      throw new LaunchFailure(
          "PostgreSQL ended unexpectedly %d times in a row; see %s"
              .formatted(restarts, running.log()));
    }
    System.out.println("PostgreSQL ended unexpectedly; restarting it.");
    running.stop();
    running = starter.get();
    return true;
  }

  void stop() {
    running.stop();
  }
}
