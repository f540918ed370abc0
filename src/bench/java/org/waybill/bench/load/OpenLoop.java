package org.waybill.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests leave by a timetable, whether earlier ones were answered or not, and latency counts from
 * the timetable: a stall is charged to every request it delays (no coordinated omission).
 */
public final class OpenLoop {

  private static final int CONNECTIONS = 32;

  private OpenLoop() {}

  public static Load during(URI base, byte[] request, int perSecond, Duration time)
      throws InterruptedException {
    return during(base, List.of(request), perSecond, time);
  }

  /**
   * @param requests sent one after the other, and again from the first
   */
  public static Load during(URI base, List<byte[]> requests, int perSecond, Duration time)
      throws InterruptedException {
    var tally = new Tally();
    long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long total = time.toNanos() / period;
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    var next = new AtomicLong();
    Producers.run(
        base,
        CONNECTIONS,
        connection -> {
          long i;
          while ((i = next.getAndIncrement()) < total) {
            long due = start + i * period;
            awaitTime(due);
            tally.send(connection, requests.get((int) (i % requests.size())), due);
          }
        });
    return tally.load();
  }

  private static void awaitTime(long due) {
    long left;
    while ((left = due - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
