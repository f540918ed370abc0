package org.waybill.handler;

import java.time.Duration;
import java.util.Objects;

/**
 * The result of an attempt, returned by its handler.
 *
 * @param <O> the handler's output
 */
public sealed interface Outcome<O> {

  /** The code of what went wrong where the handler gives none. */
  String HANDLER_ERROR = "handler_error";

  private static void checkCode(String code) {
    if (!code.matches("[a-z][a-z0-9_]{0,63}")) {
      throw new IllegalArgumentException(
          "a reason code must have 1 to 64 lower-case letters, digits or underscores");
    }
  }

  /** Finished, with this output (may be null). */
  record Done<O>(O output) implements Outcome<O> {}

  /** Failed for now: try again, not before {@code after} if that is given, if attempts are left. */
  record Retry<O>(String reason, Duration after, String code) implements Outcome<O> {
    public Retry {
      Objects.requireNonNull(reason, "reason");
      checkCode(code);
    }
  }

  /** Not failed, but too early: run again after this time, at no cost to the task's attempts. */
  record Snooze<O>(Duration after, String reason) implements Outcome<O> {
    public Snooze {
      Objects.requireNonNull(after, "after");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Failed for good: no further attempt would help. */
  record GiveUp<O>(String reason, String code) implements Outcome<O> {
    public GiveUp {
      Objects.requireNonNull(reason, "reason");
      checkCode(code);
    }
  }

  /** Needs a person's answer; the task leaves its worker until it arrives. */
  record NeedsInput<O>(Question question) implements Outcome<O> {
    public NeedsInput {
      Objects.requireNonNull(question, "question");
    }
  }

  /** Waits until all children have ended; the task leaves its worker until then. */
  record WaitForChildren<O>() implements Outcome<O> {}

  static <O> Outcome<O> done(O output) {
    return new Done<>(output);
  }

  static <O> Outcome<O> retry(String reason, Duration after) {
    return new Retry<>(reason, after, HANDLER_ERROR);
  }

  /**
   * @param code for programs: lower-case letters, digits and underscores
   */
  static <O> Outcome<O> retry(String code, String reason, Duration after) {
    return new Retry<>(reason, after, code);
  }

  static <O> Outcome<O> snooze(Duration after, String reason) {
    return new Snooze<>(after, reason);
  }

  static <O> Outcome<O> giveUp(String reason) {
    return new GiveUp<>(reason, HANDLER_ERROR);
  }

  /**
   * @param code for programs: lower-case letters, digits and underscores
   */
  static <O> Outcome<O> giveUp(String code, String reason) {
    return new GiveUp<>(reason, code);
  }

  static <O> Outcome<O> needsInput(Question question) {
    return new NeedsInput<>(question);
  }

  /** Asks for a text. */
  static <O> Outcome<O> needsInput(String question) {
    return new NeedsInput<>(Question.text(question));
  }

  static <O> Outcome<O> waitForChildren() {
    return new WaitForChildren<>();
  }

  /** One function per kind of outcome; replaces a pattern switch. */
  interface Cases<O, R> {
    R done(Done<O> done);

    R retry(Retry<O> retry);

    R snooze(Snooze<O> snooze);

    R giveUp(GiveUp<O> giveUp);

    R needsInput(NeedsInput<O> needsInput);

    R waitForChildren(WaitForChildren<O> wait);
  }

  /** Calls the one that fits. */
  default <R> R match(Cases<O, R> cases) {
    if (this instanceof Done<O> done) {
      return cases.done(done);
    }
    if (this instanceof Retry<O> retry) {
      return cases.retry(retry);
    }
    if (this instanceof Snooze<O> snooze) {
      return cases.snooze(snooze);
    }
    if (this instanceof GiveUp<O> giveUp) {
      return cases.giveUp(giveUp);
    }
    if (this instanceof NeedsInput<O> needsInput) {
      return cases.needsInput(needsInput);
    }
    return cases.waitForChildren((WaitForChildren<O>) this);
  }
}
