package org.waybill.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Each producer sends its next request as soon as the last one is answered. */
public final class ClosedLoop {

  private ClosedLoop() {}

  public static Load during(URI base, byte[] request, int connections, Duration time)
      throws InterruptedException {
    var tally = new Tally();
    long end = System.nanoTime() + time.toNanos();
    Producers.run(
        base,
        connections,
        connection -> {
          long now;
          while ((now = System.nanoTime()) < end) {
            tally.send(connection, request, now);
          }
        });
    return tally.load();
  }

  public static Load times(URI base, byte[] request, int connections, int count)
      throws InterruptedException {
    var tally = new Tally();
    var left = new AtomicLong(count);
    Producers.run(
        base,
        connections,
        connection -> {
          while (left.getAndDecrement() > 0) {
            tally.send(connection, request, System.nanoTime());
          }
        });
    return tally.load();
  }
}
