package org.waybill.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskHandler;
import org.waybill.limit.LimitReached;
import org.waybill.release.QueueFull;
import org.waybill.task.Claim;
import org.waybill.task.Settlement;
import org.waybill.trace.CurrentTrace;

/** One attempt as a sentence: find the handler, read the input, run, say how it ended. */
@ApplicationScoped
public class TaskRun {

  private static final Logger LOG = Logger.getLogger(TaskRun.class.getName());

  @Inject private Handlers handlers;
  @Inject private Values values;
  @Inject private Reporter reporter;
  @Inject private Settings settings;

  /** Runs an attempt, whatever happens; answers how it ended, or empty if that is not to count. */
  Optional<Settlement> run(Attempt attempt) {
    Settlement settlement = ending(attempt);
    return attempt.maySettle() ? counting(attempt, settlement) : Optional.empty();
  }

  /** How it ends when its handler was given up on. */
  Optional<Settlement> giveUpOn(Attempt attempt) {
    return counting(attempt, stopped(attempt, attempt.stopReason()));
  }

  private static Optional<Settlement> counting(Attempt attempt, Settlement settlement) {
    if (attempt.stopReason() == StopReason.FENCED) {
      Endings.overtaken(attempt.claim());
      return Optional.empty();
    }
    return Optional.of(settlement);
  }

  private Settlement stopped(Attempt attempt, StopReason reason) {
    Claim claim = attempt.claim();
    String partial = attempt.partialSoFar();
    return switch (reason) {
      case CANCELLED, FENCED -> Settlement.cancelled(claim, partial);
      case TIMED_OUT ->
          retryOrFail(attempt, "timed out after " + attempt.timeout().toMillis() + " ms", null);
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
      if (e instanceof QueueFull full) {
        // A child had no place; what it has handed over so far is kept.
        Duration later = Duration.ofSeconds(full.retryAfterSeconds());
        return Settlement.snoozed(
            attempt.claim(), later, full.getMessage(), attempt.partialSoFar());
      }
      if (e instanceof LimitReached) {
        // It would come to the same limit again.
        return failed(attempt, e.getMessage());
      }
      if (handler.notWorthRetrying().stream().anyMatch(type -> type.isInstance(e))) {
        return failed(attempt, describe(e));
      }
      return retryOrFail(attempt, describe(e), null);
    }
  }

  private <I, O> Outcome<O> execute(Attempt attempt, TaskHandler<I, O> handler, I input)
      throws Exception {
    attempt.enterHandler();
    try (CurrentTrace trace = CurrentTrace.of(attempt.claim().traceparent())) {
      return handler.run(input, attempt);
    } finally {
      attempt.leaveHandler();
      reporter.flush(attempt);
    }
  }

  private <O> Settlement settlement(Attempt attempt, Outcome<O> outcome) {
    Claim claim = attempt.claim();
    String partial = attempt.partialSoFar();
    return outcome.match(
        new Outcome.Cases<>() {
          @Override
          public Settlement done(Outcome.Done<O> done) {
            return completed(attempt, done.output());
          }

          @Override
          public Settlement retry(Outcome.Retry<O> retry) {
            return retryOrFail(attempt, retry.reason(), retry.after());
          }

          @Override
          public Settlement snooze(Outcome.Snooze<O> snooze) {
            return Settlement.snoozed(claim, snooze.after(), snooze.reason(), partial);
          }

          @Override
          public Settlement giveUp(Outcome.GiveUp<O> giveUp) {
            return failed(attempt, giveUp.reason());
          }

          @Override
          public Settlement needsInput(Outcome.NeedsInput<O> needsInput) {
            return Settlement.inputRequired(claim, needsInput.question(), partial);
          }

          @Override
          public Settlement waitForChildren(Outcome.WaitForChildren<O> wait) {
            return Settlement.waiting(claim, partial);
          }
        });
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
    if (failures >= claim.retries().maxAttempts()) {
      return failed(attempt, error);
    }
    Duration gap =
        after != null
            ? after
            : claim.retries().gap(failures, ThreadLocalRandom.current().nextDouble());
    return Settlement.retry(claim, gap, error, attempt.partialSoFar());
  }

  private static String describe(Throwable e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
