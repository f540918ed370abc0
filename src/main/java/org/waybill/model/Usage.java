package org.waybill.model;

import java.math.BigDecimal;

/**
 * What one or several calls took.
 *
 * @param in tokens read, with those that the provider had cached
 * @param out tokens written
 * @param cached tokens read from the provider's cache
 * @param cost by the price table, in its currency; zero for a model without a price
 */
public record Usage(long in, long out, long cached, BigDecimal cost) {

  public static final Usage NONE = new Usage(0, 0, 0, BigDecimal.ZERO);

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(in + other.in, out + other.out, cached + other.cached, cost.add(other.cost));
  }
}
