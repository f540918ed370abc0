package org.waybill.worker;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.RequestBatcher;
import org.waybill.sql.WriterPool;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.Reason;
import org.waybill.time.Ticker;

/** Writes the results of attempts, and retries for as long as the database is unavailable. */
@ApplicationScoped
public class ResultWriter {

  /** An ending on its way to the database. */
  record PendingResult(AttemptResult settlement, CompletableFuture<Boolean> written) {}

  private static final Logger LOG = Logger.getLogger(ResultWriter.class.getName());
  private static final int WRITERS = 2;
  private static final int LARGEST_BATCH = 200;
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  @Inject private AttemptCompleter attemptCompleter;

  @Inject private WriterPool writerPool;
  @Inject private Ticker ticker;

  private RequestBatcher<AttemptResult, Boolean> settlements;

  @PostConstruct
  void start() {
    settlements =
        new RequestBatcher<>(
            ticker,
            WRITERS,
            LARGEST_BATCH,
            writerPool,
            attemptCompleter::settle,
            result -> Runnable::run,
            AttemptResult::characters);
  }

  /** Writes it asynchronously. */
  PendingResult hand(AttemptResult settlement) {
    return new PendingResult(settlement, settlements.submit(settlement));
  }

  /** Returns when it is written. */
  void await(PendingResult handed) {
    try {
      publish(handed.settlement(), handed.written().join());
    } catch (CompletionException e) {
      LOG.log(Level.FINE, "first try to store a result failed", e);
      write(handed.settlement());
    }
  }

  /** Writes them together. */
  void writeAll(List<AttemptResult> settlements) {
    settlements.stream().map(this::hand).toList().forEach(this::await);
  }

  /** Writes it; tries until the database answers. */
  void write(AttemptResult settlement) {
    long pause = SHORTEST_PAUSE_MILLIS;
    while (true) {
      try {
        publish(settlement, settlements.call(settlement));
        return;
      } catch (CompletionException e) {
        if (e.getCause() instanceof DatabaseException failure && failure.isDataError()) {
          LOG.log(
              Level.WARNING,
              "The result of an attempt cannot be stored; the attempt fails",
              failure);
          write(refused(settlement));
          return;
        }
        // Not only the database: whatever it is, a task without its end would run for ever.
        LOG.log(
            Level.WARNING,
            "Storing the result of task {0} failed, retrying: {1}",
            new Object[] {settlement.claim().task().id(), e.getCause()});
        pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        if (!rest(pause)) {
          return;
        }
      }
    }
  }

  /** Without what it put out, which may be what the database did not take. */
  private static AttemptResult refused(AttemptResult settlement) {
    return AttemptResult.failed(
        settlement.claim(),
        Reason.INVALID_OUTPUT.label(),
        "the result contains a value that the database cannot store",
        null);
  }

  private static void publish(AttemptResult settlement, boolean written) {
    if (!written) {
      overtaken(settlement.claim());
    }
  }

  static void overtaken(Claim claim) {
    LOG.log(
        Level.WARNING,
        "Attempt {0} of task {1} was superseded; its last write is ignored",
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
