package org.waybill.consumer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Warns of one thing at most every ten seconds, however often it happens. */
final class ThrottledLog {

  private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Logger log;
  private final LongSupplier nanos;
  private final AtomicLong last;

  ThrottledLog(Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
    this.last = new AtomicLong(nanos.getAsLong() - AGAIN_NANOS);
  }

  void log(String message, Object... arguments) {
    long before = last.get();
    long now = nanos.getAsLong();
    boolean due = now - before >= AGAIN_NANOS && last.compareAndSet(before, now);
    log.log(due ? Level.WARNING : Level.FINE, message, arguments);
  }
}
