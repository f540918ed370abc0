package org.waybill.tool;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;

/** How often each user calls each tool, on this node: a bucket that fills up within a minute. */
@ApplicationScoped
public class CallRate {

  private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  /** Buckets that are full again are dropped when there are so many. */
  private static final int MANY = 10_000;

  private record Key(String tool, Owner owner) {}

  /**
   * @param calls that were left at that time
   */
  private record Bucket(double calls, long at) {}

  private final Map<Key, Bucket> buckets = new HashMap<>();

  @Inject private Ticker ticker;

  /**
   * Counts a call.
   *
   * @throws ToolFailure {@code rate_limited}, with the time until the next one
   */
  synchronized void take(ToolSpec spec, Owner owner) throws ToolFailure {
    long now = ticker.nanos();
    if (buckets.size() >= MANY) {
      buckets.values().removeIf(bucket -> now - bucket.at() > MINUTE_NANOS);
    }
    Key key = new Key(spec.name(), owner);
    double perNano = spec.perMinute() / MINUTE_NANOS;
    Bucket before = buckets.getOrDefault(key, new Bucket(spec.perMinute(), now));
    double left = Math.min(spec.perMinute(), before.calls() + (now - before.at()) * perNano);
    if (left < 1) {
      buckets.put(key, new Bucket(left, now));
      throw ToolFailure.forNow(
          "rate_limited",
          "The tool %s was called too often; allowed: %d calls per user and minute"
              .formatted(spec.name(), spec.perMinute()),
          Duration.ofNanos((long) Math.ceil((1 - left) / perNano)),
          null);
    }
    buckets.put(key, new Bucket(left - 1, now));
  }
}
