package org.waybill.limit;

/** One user or tenant has as much of something as may be of one: nothing was made. */
public class LimitReached extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient Excess excess;

  public LimitReached(Excess excess) {
    super(
        "Limit reached: the %s has %d of %d allowed %s; nothing was stored."
            .formatted(excess.scope(), excess.used(), excess.limit(), excess.name()),
        null,
        false,
        false);
    this.excess = excess;
  }

  public Excess excess() {
    return excess;
  }
}
