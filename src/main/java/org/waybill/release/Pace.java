package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.waybill.config.TaskQueue;

/** How long tasks of each queue have lately taken, and so how many ids one message carries. */
@ApplicationScoped
public class Pace {

  private static final int MOST_PER_MESSAGE = 40;
  private static final long BUDGET_NANOS = 20_000_000;
  private static final long UNKNOWN = BUDGET_NANOS;

  private final Map<TaskQueue, AtomicLong> nanos = new EnumMap<>(TaskQueue.class);

  public Pace() {
    for (TaskQueue queue : TaskQueue.values()) {
      nanos.put(queue, new AtomicLong(UNKNOWN));
    }
  }

  /** Takes the measured duration of one attempt into account. */
  public void measured(TaskQueue queue, long duration) {
    // Slowness is believed at once, speed only bit by bit.
    nanos
        .get(queue)
        .updateAndGet(
            known ->
                duration > known ? Math.min(duration, UNKNOWN) : known + (duration - known) / 16);
  }

  /** How many ids a message to this queue should carry: tasks that take milliseconds share one. */
  public int idsPerMessage(TaskQueue queue) {
    long each = Math.max(1, nanos.get(queue).get());
    return (int) Math.max(1, Math.min(MOST_PER_MESSAGE, BUDGET_NANOS / each));
  }
}
