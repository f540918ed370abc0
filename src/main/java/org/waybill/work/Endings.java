package org.waybill.work;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.sql.Crew;
import org.waybill.sql.DatabaseFailure;
import org.waybill.sql.Merger;
import org.waybill.task.Claim;
import org.waybill.task.Reason;
import org.waybill.task.Settlement;
import org.waybill.task.Settling;

/** Writes how attempts ended, however long the database is away. */
@ApplicationScoped
public class Endings {

  /** An ending on its way to the database. */
  record Handed(Settlement settlement, CompletableFuture<Boolean> written) {}

  private static final Logger LOG = Logger.getLogger(Endings.class.getName());
  private static final int WRITERS = 2;
  private static final int LARGEST_BATCH = 200;
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  @Inject private Settling settling;

  @Inject private Crew crew;

  private Merger<Settlement, Boolean> settlements;

  @PostConstruct
  void start() {
    settlements = new Merger<>(WRITERS, LARGEST_BATCH, crew, settling::settle);
  }

  /** Has it written while the caller goes on. */
  Handed hand(Settlement settlement) {
    return new Handed(settlement, settlements.submit(settlement));
  }

  /** Returns when it is written. */
  void await(Handed handed) {
    try {
      tell(handed.settlement(), handed.written().join());
    } catch (CompletionException e) {
      LOG.log(Level.FINE, "not written at the first try", e);
      write(handed.settlement());
    }
  }

  /** Writes them together. */
  void writeAll(List<Settlement> settlements) {
    settlements.stream().map(this::hand).toList().forEach(this::await);
  }

  /** Writes it; tries until the database answers. */
  void write(Settlement settlement) {
    long pause = SHORTEST_PAUSE_MILLIS;
    while (true) {
      try {
        tell(settlement, settlements.call(settlement));
        return;
      } catch (CompletionException e) {
        if (e.getCause() instanceof DatabaseFailure failure && failure.isDataError()) {
          LOG.log(Level.WARNING, "What an attempt put out cannot be stored", failure);
          write(refused(settlement));
          return;
        }
        // Not only the database: whatever it is, a task without its end would run for ever.
        LOG.log(
            Level.WARNING,
            "End of {0} not written yet, trying on: {1}",
            new Object[] {settlement.claim().task().id(), e.getCause()});
        pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        if (!rest(pause)) {
          return;
        }
      }
    }
  }

  /** Without what it put out, which may be what the database did not take. */
  private static Settlement refused(Settlement settlement) {
    return Settlement.failed(
        settlement.claim(),
        Reason.INVALID_OUTPUT.label(),
        "its result contains what the database cannot store",
        null);
  }

  private static void tell(Settlement settlement, boolean written) {
    if (!written) {
      overtaken(settlement.claim());
    }
  }

  static void overtaken(Claim claim) {
    LOG.log(
        Level.WARNING,
        "Attempt {0} of {1} was overtaken; what it wrote last does not count",
        new Object[] {claim.attempt(), claim.task().id()});
  }

  private static boolean rest(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
