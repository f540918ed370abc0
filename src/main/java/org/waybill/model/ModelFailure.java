package org.waybill.model;

import java.time.Duration;
import java.util.function.Function;

/** Why a model gave no (whole) answer. */
public abstract sealed class ModelFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private ModelFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** It rejects further calls for now. */
  public static final class Busy extends ModelFailure {
    private static final long serialVersionUID = 1L;
    private final Duration after;

    public Busy(String message, Duration after) {
      super(message, null);
      this.after = after;
    }

    /** When to try again; null if it did not say. */
    public Duration after() {
      return after;
    }
  }

  /** It will never answer this request: the request or the key is wrong. */
  public static final class Refused extends ModelFailure {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message, null);
    }
  }

  /** It cannot be reached, has failed, or stopped sending: it may work later. */
  public static final class Broken extends ModelFailure {
    private static final long serialVersionUID = 1L;

    public Broken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** What the caller may spend is used up; see the budgets of the settings. */
  public static final class OverBudget extends ModelFailure {
    private static final long serialVersionUID = 1L;

    /** The code with which a task fails. */
    public static final String REASON = "budget_exhausted";

    public OverBudget(String message) {
      super(message, null);
    }
  }

  /** Calls the function for this kind of failure. */
  public <R> R match(
      Function<Busy, R> busy,
      Function<Refused, R> refused,
      Function<OverBudget, R> over,
      Function<Broken, R> broken) {
    if (this instanceof Busy b) {
      return busy.apply(b);
    }
    if (this instanceof OverBudget o) {
      return over.apply(o);
    }
    return this instanceof Refused r ? refused.apply(r) : broken.apply((Broken) this);
  }
}
