package org.waybill.task;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.waybill.time.SystemClock;

/** Generates UUIDv7 (RFC 9562): sortable by creation time, strictly increasing within a process. */
public final class UuidV7 {

  private static final Clock CLOCK = SystemClock.UTC;
  private static final AtomicLong LAST = new AtomicLong();
  private static final long SALT = new SecureRandom().nextLong();

  private UuidV7() {}

  /** A new id; its 12 bits after the milliseconds count within the millisecond. */
  public static UUID next() {
    long now = CLOCK.millis() << 12;
    long stamp = LAST.updateAndGet(last -> Math.max(last + 1, now));
    long high = (stamp >>> 12 << 16) | 0x7000L | (stamp & 0xFFFL);
    long random = ThreadLocalRandom.current().nextLong() ^ SALT;
    return new UUID(high, (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
  }
}
