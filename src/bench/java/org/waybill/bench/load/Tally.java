package org.waybill.bench.load;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts answers for all producers of one load. */
final class Tally {

  private static final long LONGEST_US = TimeUnit.MINUTES.toMicros(2);
  private static final long PAUSE_WHEN_REFUSED_MS = 200;

  private final ConcurrentHistogram latency = new ConcurrentHistogram(LONGEST_US, 3);
  private final LongAdder accepted = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Instant begin = Instant.now();

  /** Sends once and counts; latency runs from {@code startNanos}. */
  void send(HttpConnection connection, byte[] request, long startNanos)
      throws InterruptedException {
    try {
      count(connection.send(request), startNanos);
    } catch (IOException e) {
      failed.increment();
      TimeUnit.MILLISECONDS.sleep(PAUSE_WHEN_REFUSED_MS);
    }
  }

  private void count(int status, long startNanos) throws InterruptedException {
    if (status >= 200 && status < 300) {
      long micros = (System.nanoTime() - startNanos) / 1000;
      latency.recordValue(Math.min(micros, LONGEST_US));
      accepted.increment();
    } else if (status == 503 || status == 429) {
      refused.increment();
      TimeUnit.MILLISECONDS.sleep(PAUSE_WHEN_REFUSED_MS);
    } else {
      failed.increment();
    }
  }

  Load load() {
    return new Load(begin, accepted.sum(), refused.sum(), failed.sum(), latency);
  }
}
