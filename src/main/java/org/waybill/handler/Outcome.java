package org.waybill.handler;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * How an attempt ended, said by its handler.
 *
 * @param <O> the handler's output
 */
public sealed interface Outcome<O> {

  /** Finished, with this output (may be null). */
  record Done<O>(O output) implements Outcome<O> {}

  /** Failed for now: try again, not before {@code after} if that is given, if attempts are left. */
  record Retry<O>(String reason, Duration after) implements Outcome<O> {
    public Retry {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Failed for good: no further attempt would help. */
  record GiveUp<O>(String reason) implements Outcome<O> {
    public GiveUp {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Cannot go on without a person's answer; the task leaves its worker until it arrives. */
  record NeedsInput<O>(String question) implements Outcome<O> {
    public NeedsInput {
      Objects.requireNonNull(question, "question");
    }
  }

  static <O> Outcome<O> done(O output) {
    return new Done<>(output);
  }

  static <O> Outcome<O> retry(String reason, Duration after) {
    return new Retry<>(reason, after);
  }

  static <O> Outcome<O> giveUp(String reason) {
    return new GiveUp<>(reason);
  }

  static <O> Outcome<O> needsInput(String question) {
    return new NeedsInput<>(question);
  }

  /** Calls the one function that fits; stands in for a pattern switch. */
  default <R> R match(
      Function<Done<O>, R> done,
      Function<Retry<O>, R> retry,
      Function<GiveUp<O>, R> giveUp,
      Function<NeedsInput<O>, R> needsInput) {
    if (this instanceof Done<O> d) {
      return done.apply(d);
    }
    if (this instanceof Retry<O> r) {
      return retry.apply(r);
    }
    if (this instanceof GiveUp<O> g) {
      return giveUp.apply(g);
    }
    return needsInput.apply((NeedsInput<O>) this);
  }
}
