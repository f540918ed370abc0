package org.waybill.model;

import java.util.Locale;

/** How a call of a model ended. */
public enum CallOutcome {
  /** With a whole answer. */
  COMPLETED,
  /** The model rejects calls for now. */
  BUSY,
  /** The model will never answer this request. */
  REFUSED,
  /** It was not made: what the caller may spend is used up. */
  OVER_BUDGET,
  /** The model could not be reached, failed or stopped sending. */
  BROKEN,
  /** Nobody needed the answer any more. */
  CANCELLED;

  /** As shown: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CallOutcome of(ModelFailure failure) {
    return failure.match(busy -> BUSY, refused -> REFUSED, over -> OVER_BUDGET, broken -> BROKEN);
  }
}
