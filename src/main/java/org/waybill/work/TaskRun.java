package org.waybill.work;

import static org.waybill.work.AttemptError.storable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import org.waybill.task.Reason;
import org.waybill.task.Settlement;
import org.waybill.trace.CurrentTrace;
import org.waybill.type.TaskTypes;

/** One attempt as a sentence: find the handler, read the input, run, say how it ended. */
@ApplicationScoped
public class TaskRun {

  private static final Logger LOG = Logger.getLogger(TaskRun.class.getName());

  /** Until a task is tried again that a worker got which does not run its type. */
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  @Inject private TaskTypes types;
  @Inject private Values values;
  @Inject private Reporter reporter;
  @Inject private Settings settings;

  /**
   * Runs an attempt, whatever happens; answers how it ended, or empty if that is not to count. An
   * error of the virtual machine is kept in the attempt, for who writes the end to throw it on.
   */
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
          retryOrFail(
              attempt,
              Reason.TIMED_OUT.label(),
              "timed out after " + attempt.timeout().toMillis() + " ms",
              null);
      case NODE_STOPS -> Settlement.interrupted(claim, "its node stopped");
    };
  }

  /** The edge: nothing that a handler throws goes further, of whatever kind it is. */
  private Settlement ending(Attempt attempt) {
    TaskHandler<?, ?> handler = null;
    try {
      String type = attempt.claim().task().type();
      handler = types.handlerOf(type).orElse(null);
      return handler == null ? elsewhere(attempt.claim()) : ending(attempt, handler);
    } catch (Throwable e) {
      if (e instanceof VirtualMachineError fatal) {
        attempt.diesOf(fatal);
      }
      return thrown(attempt, handler, e);
    }
  }

  /** Another type of its queue runs here; one that runs this type may come. */
  private static Settlement elsewhere(Claim claim) {
    String why = "this worker does not run tasks of type " + claim.task().type();
    return Settlement.interrupted(claim, why, ELSEWHERE);
  }

  private <I, O> Settlement ending(Attempt attempt, TaskHandler<I, O> handler) throws Exception {
    I input;
    try {
      input = values.read(attempt.claim().input(), handler.inputType());
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "input not read", e);
      String why = "the input does not fit the task type " + attempt.claim().task().type();
      return failed(attempt, Reason.INVALID_INPUT, why);
    }
    return settlement(attempt, execute(attempt, handler, input));
  }

  private Settlement thrown(Attempt attempt, TaskHandler<?, ?> handler, Throwable e) {
    StopReason stop = attempt.stopReason();
    if (stop != null || e instanceof InterruptedException) {
      return stopped(attempt, stop == null ? StopReason.NODE_STOPS : stop);
    }
    log(attempt, e);
    if (e instanceof QueueFull full) {
      // A child had no place; what it has handed over so far is kept.
      Duration later = Duration.ofSeconds(full.retryAfterSeconds());
      return Settlement.snoozed(attempt.claim(), later, full.getMessage(), attempt.partialSoFar());
    }
    if (e instanceof LimitReached) {
      // It would come to the same limit again.
      return failed(attempt, Reason.HANDLER_ERROR, e.getMessage());
    }
    return isWorthRetrying(handler, e)
        ? retryOrFail(attempt, Reason.HANDLER_ERROR.label(), AttemptError.of(e), null)
        : failed(attempt, Reason.HANDLER_ERROR, AttemptError.of(e));
  }

  /** What it says may be the handler's code, too. */
  private static void log(Attempt attempt, Throwable e) {
    try {
      Level level = e instanceof Error ? Level.WARNING : Level.FINE;
      String message =
          "Attempt %d of %s failed".formatted(attempt.attempt(), attempt.claim().task().id());
      LOG.log(level, message, e);
    } catch (Throwable mute) {
      LOG.fine("An attempt failed with what cannot be told");
    }
  }

  private static boolean isWorthRetrying(TaskHandler<?, ?> handler, Throwable e) {
    try {
      return handler == null
          || handler.notWorthRetrying().stream().noneMatch(type -> type.isInstance(e));
    } catch (Throwable unknown) {
      return true;
    }
  }

  private <I, O> Outcome<O> execute(Attempt attempt, TaskHandler<I, O> handler, I input)
      throws Exception {
    attempt.enterHandler();
    try (CurrentTrace trace = CurrentTrace.of(attempt.claim().traceparent())) {
      return handler.run(input, attempt);
    } finally {
      attempt.leaveHandler();
      report(attempt);
    }
  }

  /** What it has put out comes before its end, but does not decide on it. */
  private void report(Attempt attempt) {
    try {
      reporter.flush(attempt);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Progress not written", e);
    }
  }

  private <O> Settlement settlement(Attempt attempt, Outcome<O> outcome) {
    if (outcome == null) {
      return failed(attempt, Reason.INVALID_OUTPUT, "the handler did not say how it ended");
    }
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
            return retryOrFail(attempt, retry.code(), retry.reason(), retry.after());
          }

          @Override
          public Settlement snooze(Outcome.Snooze<O> snooze) {
            return Settlement.snoozed(claim, snooze.after(), storable(snooze.reason()), partial);
          }

          @Override
          public Settlement giveUp(Outcome.GiveUp<O> giveUp) {
            return Settlement.failed(claim, giveUp.code(), storable(giveUp.reason()), partial);
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
    String text;
    try {
      text = values.write(output);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "output not written", e);
      return failed(attempt, Reason.INVALID_OUTPUT, "its output cannot be written as JSON");
    }
    int limit = settings.get(Knobs.OUTPUT_LIMIT);
    if (text != null && text.length() > limit) {
      String why = "its output has " + text.length() + " characters; allowed: " + limit;
      return failed(attempt, Reason.INVALID_OUTPUT, why);
    }
    return Settlement.completed(attempt.claim(), text, attempt.partialSoFar());
  }

  private static Settlement failed(Attempt attempt, Reason reason, String error) {
    return Settlement.failed(attempt.claim(), reason.label(), error, attempt.partialSoFar());
  }

  private static Settlement retryOrFail(
      Attempt attempt, String reason, String error, Duration after) {
    Claim claim = attempt.claim();
    String text = storable(error);
    int failures = claim.failures() + 1;
    if (failures >= claim.retries().maxAttempts()) {
      return Settlement.failed(claim, reason, text, attempt.partialSoFar());
    }
    Duration gap =
        after != null
            ? after
            : claim.retries().gap(failures, ThreadLocalRandom.current().nextDouble());
    return Settlement.retry(claim, gap, reason, text, attempt.partialSoFar());
  }
}
