package org.waybill.dispatch;

import java.util.Optional;
import org.waybill.limit.Excess;

/** The submission exceeds a waiting limit or rate limit; nothing was stored. */
public class SubmissionRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final int retryAfterSeconds;
  private final boolean tooOften;
  private final transient Excess excess;

  private SubmissionRejected(
      String message, int retryAfterSeconds, boolean tooOften, Excess excess) {
    super(message, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
    this.tooOften = tooOften;
    this.excess = excess;
  }

  /** One owner has used its share; others are accepted. */
  static SubmissionRejected share(String what, Excess excess, int retryAfterSeconds) {
    return new SubmissionRejected(
        "Limit reached: %d of %d %s; nothing was stored."
            .formatted(excess.used(), excess.limit(), what),
        retryAfterSeconds,
        false,
        excess);
  }

  static SubmissionRejected waiting(String what, int most, int retryAfterSeconds) {
    return new SubmissionRejected(
        what + " has " + most + " waiting tasks, which is the limit; nothing was stored.",
        retryAfterSeconds,
        false,
        null);
  }

  static SubmissionRejected tooOften(LimitRule limitRule, int retryAfterSeconds) {
    return new SubmissionRejected(
        "The rate limit of %s %s is exceeded (%d in %d ms); nothing was stored."
            .formatted(
                limitRule.scope().name().toLowerCase(java.util.Locale.ROOT),
                limitRule.name(),
                limitRule.rate(),
                limitRule.period().toMillis()),
        retryAfterSeconds,
        true,
        null);
  }

  /** When asking again makes sense. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The limit of one user or tenant that was reached; empty if the queue itself is full. */
  public Optional<Excess> excess() {
    return Optional.ofNullable(excess);
  }

  /** Whether a rate limit was exceeded, rather than a limit of waiting tasks. */
  public boolean isTooOften() {
    return tooOften;
  }
}
