package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Recent task durations per queue, which decide how many ids one message carries. */
@ApplicationScoped
public class BatchSizer {

  private static final int MOST_PER_MESSAGE = 40;
  private static final long BUDGET_NANOS = 20_000_000;
  private static final long UNKNOWN = BUDGET_NANOS;

  private final Map<String, AtomicLong> nanos = new ConcurrentHashMap<>();

  /** Takes the measured duration of one attempt into account. */
  public void measured(String queue, long duration) {
    // A longer duration is adopted at once, a shorter one gradually.
    of(queue)
        .updateAndGet(
            known ->
                duration > known ? Math.min(duration, UNKNOWN) : known + (duration - known) / 16);
  }

  /** How many ids a message to this queue should carry: tasks that take milliseconds share one. */
  public int idsPerMessage(String queue) {
    long each = Math.max(1, of(queue).get());
    return (int) Math.max(1, Math.min(MOST_PER_MESSAGE, BUDGET_NANOS / each));
  }

  private AtomicLong of(String queue) {
    return nanos.computeIfAbsent(queue, each -> new AtomicLong(UNKNOWN));
  }
}
