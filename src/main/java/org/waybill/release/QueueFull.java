package org.waybill.release;

import java.util.Optional;
import org.waybill.limit.Excess;

/** Too many wait already, or start too often: nothing was stored. */
public class QueueFull extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final int retryAfterSeconds;
  private final boolean tooOften;
  private final transient Excess excess;

  private QueueFull(String message, int retryAfterSeconds, boolean tooOften, Excess excess) {
    super(message, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
    this.tooOften = tooOften;
    this.excess = excess;
  }

  /** One caller has as much as is his; others are let in. */
  static QueueFull share(String what, Excess excess, int retryAfterSeconds) {
    return new QueueFull(
        "%s has %d, and may have %d; nothing was stored."
            .formatted(what, excess.used(), excess.limit()),
        retryAfterSeconds,
        false,
        excess);
  }

  static QueueFull waiting(String what, int most, int retryAfterSeconds) {
    return new QueueFull(
        what + " has " + most + " tasks waiting, as many as allowed; nothing was stored.",
        retryAfterSeconds,
        false,
        null);
  }

  static QueueFull tooOften(Rule rule, int retryAfterSeconds) {
    return new QueueFull(
        "The rate of %s %s is used up: %d in %d ms; nothing was stored."
            .formatted(
                rule.scope().name().toLowerCase(java.util.Locale.ROOT),
                rule.name(),
                rule.rate(),
                rule.period().toMillis()),
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

  /** Whether a rate was exceeded, rather than the number of those who wait. */
  public boolean isTooOften() {
    return tooOften;
  }
}
