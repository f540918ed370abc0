package org.waybill.worker;

import static org.waybill.worker.AttemptError.storable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionRejected;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.Outcome;
import org.waybill.handler.Question;
import org.waybill.handler.StepInDoubt;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.WaitNeeded;
import org.waybill.limit.LimitReached;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.Reason;
import org.waybill.trace.CurrentTrace;
import org.waybill.type.TaskTypes;

/** Runs one attempt: find the handler, read the input, run, return the result. */
@ApplicationScoped
public class AttemptRunner {

  private static final Logger LOG = Logger.getLogger(AttemptRunner.class.getName());

  /** Until a task is tried again that a worker got which does not run its type. */
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  @Inject private TaskTypes types;
  @Inject private PayloadCodec payloadCodec;
  @Inject private ProgressReporter progressReporter;
  @Inject private Settings settings;

  /**
   * Runs an attempt and returns its result, or empty if the result does not count. Never throws: an
   * error of the virtual machine is kept in the attempt and rethrown after the result is written.
   */
  Optional<AttemptResult> run(Attempt attempt) {
    AttemptResult attemptResult = ending(attempt);
    return attempt.maySettle() ? counting(attempt, attemptResult) : Optional.empty();
  }

  /** How it ends when its handler was given up on. */
  Optional<AttemptResult> giveUpOn(Attempt attempt) {
    return counting(attempt, stopped(attempt, attempt.stopReason()));
  }

  private static Optional<AttemptResult> counting(Attempt attempt, AttemptResult attemptResult) {
    if (attempt.stopReason() == StopReason.FENCED) {
      ResultWriter.overtaken(attempt.claim());
      return Optional.empty();
    }
    return Optional.of(attemptResult);
  }

  private AttemptResult stopped(Attempt attempt, StopReason reason) {
    Claim claim = attempt.claim();
    String partial = attempt.partialSoFar();
    return switch (reason) {
      case CANCELLED, FENCED -> AttemptResult.cancelled(claim, partial);
      case TIMED_OUT ->
          retryOrFail(
              attempt,
              Reason.TIMED_OUT.label(),
              "timed out after " + attempt.timeout().toMillis() + " ms",
              null);
      case NODE_STOPS ->
          AttemptResult.interrupted(claim, "requeued: its worker node was shut down");
    };
  }

  /** The edge: nothing that a handler throws goes further, of whatever kind it is. */
  private AttemptResult ending(Attempt attempt) {
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
  private static AttemptResult elsewhere(Claim claim) {
    String why = "requeued: this worker does not run tasks of type " + claim.task().type();
    return AttemptResult.interrupted(claim, why, ELSEWHERE);
  }

  private <I, O> AttemptResult ending(Attempt attempt, TaskHandler<I, O> handler) throws Exception {
    I input;
    try {
      input = payloadCodec.read(attempt.claim().input(), handler.inputType());
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "input could not be parsed", e);
      String why = "the input is not valid for task type " + attempt.claim().task().type();
      return failed(attempt, Reason.INVALID_INPUT, why);
    }
    return settlement(attempt, execute(attempt, handler, input));
  }

  private AttemptResult thrown(Attempt attempt, TaskHandler<?, ?> handler, Throwable e) {
    StopReason stop = attempt.stopReason();
    if (stop != null || e instanceof InterruptedException) {
      return stopped(attempt, stop == null ? StopReason.NODE_STOPS : stop);
    }
    if (e instanceof StepInDoubt doubt) {
      Question question = StartedEffect.question(doubt);
      return AttemptResult.inputRequired(attempt.claim(), question, attempt.partialSoFar());
    }
    if (e instanceof InputNeeded needed) {
      return AttemptResult.inputRequired(
          attempt.claim(), needed.question(), attempt.partialSoFar());
    }
    if (e instanceof WaitNeeded wait) {
      return AttemptResult.snoozed(
          attempt.claim(), wait.after(), storable(wait.getMessage()), attempt.partialSoFar());
    }
    log(attempt, e);
    if (e instanceof SubmissionRejected full) {
      // A child found no room in its queue; the children submitted so far are kept.
      Duration later = Duration.ofSeconds(full.retryAfterSeconds());
      return AttemptResult.snoozed(
          attempt.claim(), later, full.getMessage(), attempt.partialSoFar());
    }
    if (e instanceof LimitReached) {
      // It would come to the same limit again.
      return failed(attempt, Reason.HANDLER_ERROR, e.getMessage());
    }
    return isWorthRetrying(handler, e)
        ? retryOrFail(attempt, Reason.HANDLER_ERROR.label(), AttemptError.of(e), null)
        : failed(attempt, Reason.HANDLER_ERROR, AttemptError.of(e));
  }

  /** Even methods of the exception, such as getMessage, may be handler code. */
  private static void log(Attempt attempt, Throwable e) {
    try {
      Level level = e instanceof Error ? Level.WARNING : Level.FINE;
      String message =
          "Attempt %d of %s failed".formatted(attempt.attempt(), attempt.claim().task().id());
      LOG.log(level, message, e);
    } catch (Throwable mute) {
      LOG.fine("An attempt failed, and its error could not be logged");
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
      progressReporter.flush(attempt);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Storing progress failed; the next report includes it", e);
    }
  }

  private <O> AttemptResult settlement(Attempt attempt, Outcome<O> outcome) {
    if (outcome == null) {
      return failed(attempt, Reason.INVALID_OUTPUT, "the handler returned no outcome");
    }
    Claim claim = attempt.claim();
    String partial = attempt.partialSoFar();
    return outcome.match(
        new Outcome.Cases<>() {
          @Override
          public AttemptResult done(Outcome.Done<O> done) {
            return completed(attempt, done.output());
          }

          @Override
          public AttemptResult retry(Outcome.Retry<O> retry) {
            return retryOrFail(attempt, retry.code(), retry.reason(), retry.after());
          }

          @Override
          public AttemptResult snooze(Outcome.Snooze<O> snooze) {
            return AttemptResult.snoozed(claim, snooze.after(), storable(snooze.reason()), partial);
          }

          @Override
          public AttemptResult giveUp(Outcome.GiveUp<O> giveUp) {
            return AttemptResult.failed(claim, giveUp.code(), storable(giveUp.reason()), partial);
          }

          @Override
          public AttemptResult needsInput(Outcome.NeedsInput<O> needsInput) {
            return AttemptResult.inputRequired(claim, needsInput.question(), partial);
          }

          @Override
          public AttemptResult waitForChildren(Outcome.WaitForChildren<O> wait) {
            return AttemptResult.waiting(claim, partial);
          }
        });
  }

  private AttemptResult completed(Attempt attempt, Object output) {
    String text;
    try {
      text = payloadCodec.write(output);
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "output could not be serialised", e);
      return failed(attempt, Reason.INVALID_OUTPUT, "the output cannot be written as JSON");
    }
    int limit = settings.get(KnownSettings.OUTPUT_LIMIT);
    if (text != null && text.length() > limit) {
      String why = "the output has " + text.length() + " characters; allowed: " + limit;
      return failed(attempt, Reason.INVALID_OUTPUT, why);
    }
    return AttemptResult.completed(attempt.claim(), text, attempt.partialSoFar());
  }

  private static AttemptResult failed(Attempt attempt, Reason reason, String error) {
    return AttemptResult.failed(attempt.claim(), reason.label(), error, attempt.partialSoFar());
  }

  private static AttemptResult retryOrFail(
      Attempt attempt, String reason, String error, Duration after) {
    Claim claim = attempt.claim();
    String text = storable(error);
    int failures = claim.failures() + 1;
    if (failures >= claim.retries().maxAttempts()) {
      return AttemptResult.failed(claim, reason, text, attempt.partialSoFar());
    }
    Duration gap =
        after != null
            ? after
            : claim.retries().gap(failures, ThreadLocalRandom.current().nextDouble());
    return AttemptResult.retry(claim, gap, reason, text, attempt.partialSoFar());
  }
}
