package org.waybill.outbound;

import java.time.Duration;

/**
 * What a call may cost.
 *
 * @param timeout for all of it, redirects included
 * @param mostBytes of the body
 * @param redirects how many are followed
 */
public record CallLimits(Duration timeout, long mostBytes, int redirects) {

  private static final int USUAL_REDIRECTS = 5;

  /** With up to five redirects. */
  public CallLimits(Duration timeout, long mostBytes) {
    this(timeout, mostBytes, USUAL_REDIRECTS);
  }
}
