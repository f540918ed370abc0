package org.waybill.bench.scenario;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.waybill.bench.system.Contestant;
import org.waybill.bench.system.Ledger;

/** Waits until a system has no task left, and reads what it completed. */
final class Drain {

  private static final long GLANCE_MS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Drain() {}

  static Ledger.Completed await(Contestant system, Instant since)
      throws SQLException, InterruptedException {
    Ledger ledger = system.ledger();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (var connection = ledger.open()) {
      while (ledger.pending(connection)) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException(system.kind().label() + " still has tasks to do");
        }
        TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
      }
      return ledger.completedSince(connection, since);
    }
  }
}
