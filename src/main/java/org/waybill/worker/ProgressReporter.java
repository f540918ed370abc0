package org.waybill.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.sql.DatabaseException;
import org.waybill.task.ProgressReport;
import org.waybill.task.ProgressWriter;

/**
 * Writes the reports of running attempts: all attempts of the node in one batch, at most every 50
 * ms, but the first piece of an answer at once.
 */
@ApplicationScoped
public class ProgressReporter {

  private static final Logger LOG = Logger.getLogger(ProgressReporter.class.getName());
  private static final long GAP_MILLIS = 50;
  private static final int LARGEST_BATCH = 500;

  private final Semaphore bell = new Semaphore(0);
  private final Semaphore hurry = new Semaphore(0);

  @Inject private ProgressWriter progressWriter;

  void wake(boolean atOnce) {
    ring(bell);
    if (atOnce) {
      ring(hurry);
    }
  }

  private static void ring(Semaphore waited) {
    if (waited.availablePermits() == 0) {
      waited.release();
    }
  }

  /** Reports until interrupted. */
  void run(Collection<Attempt> underWay) throws InterruptedException {
    while (true) {
      bell.acquire();
      bell.drainPermits();
      hurry.drainPermits();
      report(underWay);
      boolean ignored = hurry.tryAcquire(GAP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Writes what this attempt has reported and is not stored yet; after it, the result may be
   * written.
   */
  void flush(Attempt attempt) {
    attempt.writing.lock();
    try {
      attempt.takeReport().ifPresent(report -> write(List.of(attempt), List.of(report)));
    } finally {
      attempt.writing.unlock();
    }
  }

  private void report(Collection<Attempt> underWay) {
    List<Attempt> speakers = new ArrayList<>();
    List<ProgressReport> reports = new ArrayList<>();
    try {
      for (Attempt attempt : underWay) {
        if (reports.size() == LARGEST_BATCH) {
          wake(true);
          break;
        }
        // One that is being flushed reports itself.
        if (attempt.writing.tryLock()) {
          attempt
              .takeReport()
              .ifPresentOrElse(
                  report -> {
                    speakers.add(attempt);
                    reports.add(report);
                  },
                  attempt.writing::unlock);
        }
      }
      write(speakers, reports);
    } finally {
      speakers.forEach(attempt -> attempt.writing.unlock());
    }
  }

  private void write(List<Attempt> speakers, List<ProgressReport> reports) {
    if (reports.isEmpty()) {
      return;
    }
    try {
      List<ProgressWriter.Reply> replies = progressWriter.report(reports);
      for (int i = 0; i < replies.size(); i++) {
        heed(speakers.get(i), replies.get(i));
      }
    } catch (DatabaseException e) {
      LOG.log(
          Level.WARNING,
          "Storing progress failed, it is stored with the next report: {0}",
          e.getMessage());
    }
  }

  private static void heed(Attempt attempt, ProgressWriter.Reply reply) {
    switch (reply) {
      case GO_ON -> {}
      case CANCEL -> attempt.stop(StopReason.CANCELLED);
      case FENCED -> attempt.stop(StopReason.FENCED);
    }
  }
}
