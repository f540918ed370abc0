package org.waybill.bench.load;

import java.time.Instant;
import org.HdrHistogram.Histogram;

/**
 * What producers saw.
 *
 * @param firstSent when the first request left
 * @param accepted answers in the 200s
 * @param refused answers 429 and 503
 * @param failed all other answers and broken connections
 * @param latency of the accepted, in microseconds
 */
public record Load(Instant firstSent, long accepted, long refused, long failed, Histogram latency) {

  /** Milliseconds below which this share of the accepted were answered. */
  public double millisAt(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1000.0;
  }
}
