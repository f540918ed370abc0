package org.waybill.release;

/** Too many wait already, or start too often: nothing was stored. */
public class QueueFull extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final int retryAfterSeconds;
  private final boolean tooOften;

  private QueueFull(String message, int retryAfterSeconds, boolean tooOften) {
    super(message, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
    this.tooOften = tooOften;
  }

  static QueueFull waiting(String what, int most, int retryAfterSeconds) {
    return new QueueFull(
        what + " has " + most + " tasks waiting, as many as allowed; nothing was stored.",
        retryAfterSeconds,
        false);
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
        true);
  }

  /** When asking again makes sense. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Whether a rate was exceeded, rather than the number of those who wait. */
  public boolean isTooOften() {
    return tooOften;
  }
}
