package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;

/** Number of tasks per queue that ended on this node within the last minute. */
@ApplicationScoped
public class Throughput {

  private static final int SECONDS = 60;

  /** Endings within the last minute, on this node. */
  public record LastMinute(int completed, int failed) {}

  private static final class Seconds {
    private final long[] second = new long[SECONDS];
    private final int[] completed = new int[SECONDS];
    private final int[] failed = new int[SECONDS];

    private synchronized void add(long now, boolean success) {
      int slot = (int) (now % SECONDS);
      if (second[slot] != now) {
        second[slot] = now;
        completed[slot] = 0;
        failed[slot] = 0;
      }
      (success ? completed : failed)[slot]++;
    }

    private synchronized LastMinute sum(long now) {
      int good = 0;
      int bad = 0;
      for (int i = 0; i < SECONDS; i++) {
        if (second[i] > now - SECONDS) {
          good += completed[i];
          bad += failed[i];
        }
      }
      return new LastMinute(good, bad);
    }
  }

  private final Map<String, Seconds> queues = new ConcurrentHashMap<>();

  @Inject private Clock clock;

  void observe(@Observes TaskEvent event) {
    if (event.kind() == EventKind.COMPLETED || event.kind() == EventKind.FAILED) {
      String queue = event.task().queue();
      add(queue, event);
      add(key(queue, event.task().tenant()), event);
    }
  }

  private void add(String key, TaskEvent event) {
    queues
        .computeIfAbsent(key, each -> new Seconds())
        .add(clock.instant().getEpochSecond(), event.kind() == EventKind.COMPLETED);
  }

  private static String key(String queue, String tenant) {
    return queue + "/" + tenant;
  }

  /**
   * @param tenant null for all
   */
  public LastMinute of(String queue, String tenant) {
    Seconds seconds = queues.get(tenant == null ? queue : key(queue, tenant));
    return seconds == null ? new LastMinute(0, 0) : seconds.sum(clock.instant().getEpochSecond());
  }
}
