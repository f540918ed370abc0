package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.board.BoardQueue;
import org.waybill.owner.Owner;
import org.waybill.task.TaskStatus;
import org.waybill.time.Ticker;

/** The queue sizes last sent to each user's WebSockets, with their time. */
@ApplicationScoped
class QueueSizeCache {

  private static final long GAP_NANOS = Duration.ofMillis(100).toNanos();
  private static final int MOST_USERS = 10_000;

  private static final class Published {
    private long at;
    private boolean due;
    private final Object counting = new Object();
    private Map<BoardQueue, Integer> sizes = Map.of();

    Published(long at) {
      this.at = at;
    }
  }

  @Inject private BoardQueueSizes rows;
  @Inject private Ticker ticker;

  private final Map<Owner, Published> published = new ConcurrentHashMap<>();

  /**
   * Something has changed.
   *
   * @return delay in milliseconds after which to call {@link #changes}; negative if a call is
   *     already scheduled
   */
  long changed(String tenant, String userId) {
    Published of = of(tenant, userId);
    synchronized (of) {
      if (of.due) {
        return -1;
      }
      of.due = true;
      long gone = ticker.nanos() - of.at;
      return gone >= GAP_NANOS ? 0 : 1 + Duration.ofNanos(GAP_NANOS - gone).toMillis();
    }
  }

  /** Frames with the sizes that have changed since they were sent. */
  List<String> changes(String tenant, String userId) {
    Published of = of(tenant, userId);
    synchronized (of) {
      of.due = false;
      of.at = ticker.nanos();
    }
    List<String> frames = new ArrayList<>();
    // Not under the lock of the threads that report changes: they must not wait.
    synchronized (of.counting) {
      Map<BoardQueue, Integer> now = count(tenant, userId);
      now.forEach(
          (queue, size) -> {
            if (!size.equals(of.sizes.get(queue))) {
              frames.add(BoardFrameText.size(queue, size));
            }
          });
      of.sizes = now;
    }
    return frames;
  }

  /** Frames with all sizes, for a client that has none yet. */
  List<String> all(String tenant, String userId) {
    Published of = of(tenant, userId);
    List<String> frames = new ArrayList<>();
    synchronized (of.counting) {
      count(tenant, userId).forEach((queue, size) -> frames.add(BoardFrameText.size(queue, size)));
      // Not every client has these: next time all sizes are sent to all.
      of.sizes = Map.of();
    }
    return frames;
  }

  private Map<BoardQueue, Integer> count(String tenant, String userId) {
    Map<BoardQueue, Integer> sizes = new EnumMap<>(BoardQueue.class);
    Arrays.stream(BoardQueue.values()).forEach(queue -> sizes.put(queue, 0));
    for (Map.Entry<TaskStatus, Integer> each : rows.of(tenant, userId).entrySet()) {
      sizes.merge(BoardQueue.of(each.getKey()), each.getValue(), Integer::sum);
    }
    return sizes;
  }

  private Published of(String tenant, String userId) {
    if (published.size() >= MOST_USERS) {
      published.clear();
    }
    return published.computeIfAbsent(
        new Owner(tenant, userId), user -> new Published(ticker.nanos() - GAP_NANOS));
  }
}
