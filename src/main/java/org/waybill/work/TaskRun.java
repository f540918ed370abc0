package org.waybill.work;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskHandler;
import org.waybill.sql.DatabaseFailure;
import org.waybill.sql.Merger;
import org.waybill.task.Claim;
import org.waybill.task.Settlement;
import org.waybill.task.Settling;

/** One attempt as a sentence: find the handler, read the input, run, settle. */
@ApplicationScoped
public class TaskRun {

  private static final Logger LOG = Logger.getLogger(TaskRun.class.getName());
  private static final int SETTLE_WRITERS = 2;
  private static final int LARGEST_BATCH = 200;

  @Inject private Handlers handlers;
  @Inject private Values values;
  @Inject private Reporter reporter;
  @Inject private Settling settling;
  @Inject private Settings settings;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  private Merger<Settlement, Boolean> settlements;

  @PostConstruct
  void start() {
    settlements = new Merger<>(SETTLE_WRITERS, LARGEST_BATCH, executor, settling::settle);
  }

  /** Runs and settles an attempt, whatever happens. */
  void run(Attempt attempt) {
    Settlement settlement = ending(attempt);
    if (attempt.maySettle()) {
      settle(attempt, settlement);
    }
  }

  /** Writes how an attempt ended; tries until the database answers. */
  void settle(Attempt attempt, Settlement settlement) {
    if (attempt.stopReason() == StopReason.FENCED) {
      logFenced(attempt);
      return;
    }
    long pause = 50;
    while (true) {
      try {
        if (!settlements.call(settlement)) {
          logFenced(attempt);
        }
        return;
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof DatabaseFailure failure)) {
          throw e;
        }
        if (failure.isDataError()) {
          settle(attempt, failed(attempt, "its result cannot be stored: " + failure.getMessage()));
          return;
        }
        LOG.log(
            Level.WARNING,
            "End of {0} not written yet, trying on: {1}",
            new Object[] {attempt.taskId(), failure.getMessage()});
        pause = Math.min(1_000, pause * 2);
        if (!rest(pause)) {
          return;
        }
      }
    }
  }

  /** How it ends when its handler was given up on, or was told to stop. */
  Settlement stopped(Attempt attempt, StopReason reason) {
    Claim claim = attempt.claim();
    String partial = attempt.partialSoFar();
    return switch (reason) {
      case CANCELLED, FENCED -> Settlement.cancelled(claim, partial);
      case TIMED_OUT ->
          retryOrFail(attempt, "timed out after " + claim.timeout().toMillis() + " ms", null);
      case NODE_STOPS -> Settlement.interrupted(claim, "its node stopped");
    };
  }

  private Settlement ending(Attempt attempt) {
    TaskHandler<?, ?> handler = handlers.of(attempt.claim().task().type()).orElse(null);
    if (handler == null) {
      return failed(attempt, "no handler for type " + attempt.claim().task().type());
    }
    return ending(attempt, handler);
  }

  private <I, O> Settlement ending(Attempt attempt, TaskHandler<I, O> handler) {
    I input;
    try {
      input = values.read(attempt.claim().input(), handler.inputType());
    } catch (JsonException | JsonbException | ClassCastException e) {
      return failed(attempt, "input does not fit type " + handler.type() + ": " + e.getMessage());
    }
    try {
      return settlement(attempt, execute(attempt, handler, input));
    } catch (InterruptedException e) {
      StopReason reason = attempt.stopReason();
      return stopped(attempt, reason == null ? StopReason.NODE_STOPS : reason);
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      if (attempt.stopReason() != null) {
        return stopped(attempt, attempt.stopReason());
      }
      LOG.log(Level.FINE, "attempt failed", e);
      return retryOrFail(attempt, describe(e), null);
    }
  }

  private <I, O> Outcome<O> execute(Attempt attempt, TaskHandler<I, O> handler, I input)
      throws Exception {
    attempt.enterHandler();
    try {
      return handler.run(input, attempt);
    } finally {
      attempt.leaveHandler();
      reporter.flush(attempt);
    }
  }

  private <O> Settlement settlement(Attempt attempt, Outcome<O> outcome) {
    return outcome.match(
        done -> completed(attempt, done.output()),
        retry -> retryOrFail(attempt, retry.reason(), retry.after()),
        giveUp -> failed(attempt, giveUp.reason()),
        ask -> Settlement.inputRequired(attempt.claim(), ask.question(), attempt.partialSoFar()));
  }

  private Settlement completed(Attempt attempt, Object output) {
    String text = values.write(output);
    int limit = settings.get(Knobs.OUTPUT_LIMIT);
    if (text != null && text.length() > limit) {
      return failed(attempt, "its output has " + text.length() + " characters; allowed: " + limit);
    }
    return Settlement.completed(attempt.claim(), text, attempt.partialSoFar());
  }

  private Settlement failed(Attempt attempt, String error) {
    return Settlement.failed(attempt.claim(), error, attempt.partialSoFar());
  }

  private Settlement retryOrFail(Attempt attempt, String error, Duration after) {
    Claim claim = attempt.claim();
    int failures = claim.failures() + 1;
    if (failures >= claim.maxAttempts()) {
      return failed(attempt, error);
    }
    Duration gap =
        after != null
            ? after
            : Backoff.gap(
                claim.backoff(),
                settings.get(Knobs.TASK_BACKOFF_LIMIT),
                failures,
                ThreadLocalRandom.current().nextDouble());
    return Settlement.retry(claim, gap, error, attempt.partialSoFar());
  }

  private static String describe(Throwable e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static void logFenced(Attempt attempt) {
    LOG.log(
        Level.WARNING,
        "Attempt {0} of {1} was overtaken; what it wrote last does not count",
        new Object[] {attempt.attempt(), attempt.taskId()});
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
