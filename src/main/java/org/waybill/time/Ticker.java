package org.waybill.time;

import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Measures durations. Its values mean nothing but their differences, and never go back. */
@Dependent
public class Ticker {

  /** The present moment, in nanoseconds since an arbitrary origin; it may be negative. */
  public long nanos() {
    return System.nanoTime();
  }

  /** How long ago this value of {@link #nanos} was. */
  public final Duration since(long startNanos) {
    return Duration.ofNanos(nanos() - startNanos);
  }

  /**
   * Waits until the latch is open.
   *
   * @param longest at most for so long
   * @return whether it is open
   */
  public boolean await(CountDownLatch latch, Duration longest) throws InterruptedException {
    return latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
