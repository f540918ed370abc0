package org.waybill.model;

import java.math.BigDecimal;

/** What a million tokens cost, in the currency of the price table. */
record ModelPrice(BigDecimal in, BigDecimal out, BigDecimal cached) {

  static final ModelPrice NONE = new ModelPrice(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  private static final int MILLION = 6;

  /** The most that a call can cost. */
  BigDecimal most(RequestSize size, int maxTokens) {
    return of(size.mostTokens(), maxTokens, 0).cost();
  }

  /**
   * @param in tokens read, with the cached ones
   */
  Usage of(long in, long out, long cached) {
    BigDecimal cost =
        this.in
            .multiply(BigDecimal.valueOf(in - cached))
            .add(this.cached.multiply(BigDecimal.valueOf(cached)))
            .add(this.out.multiply(BigDecimal.valueOf(out)))
            .movePointLeft(MILLION);
    return new Usage(in, out, cached, cost.signum() == 0 ? BigDecimal.ZERO : cost);
  }
}
