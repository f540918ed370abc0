package org.waybill.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.sql.DatabaseException;
import org.waybill.sql.DatabaseTime;
import org.waybill.task.OrphanRecovery;
import org.waybill.task.Retention;
import org.waybill.task.RetentionCleanup;
import org.waybill.time.Ticker;
import org.waybill.type.Queues;
import org.waybill.type.TaskTypes;
import org.waybill.worker.WorkerLease;

/** Deletes tasks after their retention; only one node at a time does. */
@ApplicationScoped
public class RetentionService {

  private static final Logger LOG = Logger.getLogger(RetentionService.class.getName());
  private static final int PAGE = 1_000;
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);
  private static final UUID BEGINNING = new UUID(0, 0);

  /** After a step it rests so many times as long as the step took: others come first. */
  private static final int REST = 4;

  @Inject private Settings settings;
  @Inject private RetentionCleanup retentionCleanup;
  @Inject private Retention retention;
  @Inject private OrphanRecovery orphanRecovery;
  @Inject private WorkerLease workerLease;

  @Inject private DatabaseTime time;
  @Inject private TaskTypes types;
  @Inject private Queues queues;
  @Inject private Ticker ticker;

  /** Runs periodically, until interrupted. */
  void run() throws InterruptedException {
    while (true) {
      TimeUnit.MILLISECONDS.sleep(settings.get(KnownSettings.RETENTION_SWEEP).toMillis());
      try {
        retentionCleanup.alone(this::sweep);
        orphanRecovery.forgetOldLosses();
        workerLease.forgetLongLost();
      } catch (DatabaseException e) {
        LOG.log(Level.WARNING, "Retention clean-up failed, retrying: {0}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "Retention clean-up failed, retrying", e);
      }
    }
  }

  /** Checks all tasks that may be past their retention once. */
  void sweep() throws InterruptedException {
    List<RetentionCleanup.Keep> keeps = keeps();
    Optional<Duration> deadLetters = settings.get(KnownSettings.DEAD_LETTER_RETENTION);
    Duration usual = settings.get(KnownSettings.RETENTION);
    UUID until = firstIdOfTheLast(shortest(keeps, usual));
    int deleted = 0;
    for (UUID at = BEGINNING; at != null; ) {
      long start = ticker.nanos();
      RetentionCleanup.Step step =
          retentionCleanup.step(keeps, usual, deadLetters, at, until, PAGE);
      deleted += step.deleted();
      at = step.last();
      TimeUnit.NANOSECONDS.sleep(REST * (ticker.nanos() - start));
    }
    int keys;
    do {
      keys = retentionCleanup.expiredKeys(PAGE);
    } while (keys == PAGE);
    if (deleted > 0) {
      LOG.log(Level.INFO, "Retention clean-up deleted {0} finished tasks", deleted);
    }
  }

  private List<RetentionCleanup.Keep> keeps() {
    return types.all().stream()
        .map(
            type ->
                new RetentionCleanup.Keep(type.name(), queues.retention(type.queue(), type.name())))
        .toList();
  }

  private Duration shortest(List<RetentionCleanup.Keep> keeps, Duration usual) {
    return Stream.of(
            keeps.stream().map(RetentionCleanup.Keep::time),
            retention.shortest().stream(),
            Stream.of(usual))
        .flatMap(each -> each)
        .min(Duration::compareTo)
        .orElseThrow();
  }

  /**
   * An id begins with its milliseconds, by the clock of the node that made it: no task that is
   * younger, and more than such clocks differ, can be old enough.
   */
  private UUID firstIdOfTheLast(Duration kept) {
    return new UUID(time.now().minus(kept).plus(CLOCKS_DIFFER).toEpochMilli() << 16, 0);
  }
}
