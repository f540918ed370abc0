package org.waybill.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.waybill.time.Ticker;

/** Time stands still until a test moves it; whoever waits with it moves it and goes on at once. */
public final class ManualTicker extends Ticker {

  /** Not zero, and so near to the overflow that a comparison instead of a difference is wrong. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(2).toNanos());

  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

  @Override
  public long nanos() {
    return nanos.get();
  }

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  @Override
  public boolean await(CountDownLatch latch, Duration longest) {
    if (latch.getCount() > 0) {
      waits.add(longest);
      advance(longest);
    }
    return latch.getCount() == 0;
  }

  /** How long each wait was that found its latch shut, the earliest first. */
  public List<Duration> waits() {
    return List.copyOf(waits);
  }
}
