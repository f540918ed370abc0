package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.task.QueueDepths.ReadyCount;
import org.waybill.time.Ticker;

/** What waits and runs in all queues, counted once a second however many ask. */
@ApplicationScoped
public class QueueSnapshots {

  /** What waits is counted so far: beyond it the figures say "at least". */
  public static final int COUNTED = 10_000;

  private static final long BELIEVED_NANOS = Duration.ofSeconds(1).toNanos();

  /**
   * What was found at one look.
   *
   * @param at when, by the monotonic counter
   * @param ready by queue; of one more than {@link #COUNTED} at most
   * @param released by queue
   */
  public record Snapshot(
      long at,
      Map<String, ReadyCount> ready,
      Map<String, ReadyCount> released,
      List<QueueDepths.Waiting> others,
      List<QueueDepths.Running> running,
      List<QueueDepths.WorkerNode> workers) {

    /** Tasks of a queue that only wait for their turn, at most {@link #COUNTED}. */
    public int ready(String queue) {
      return Math.min(count(ready, queue), COUNTED);
    }

    /** Tasks of a queue that are sent to workers and not yet claimed. */
    public int released(String queue) {
      return count(released, queue);
    }

    /** Tasks of a queue that wait for something else, by what. */
    public Map<WaitReason, Integer> others(String queue) {
      Map<WaitReason, Integer> counts = new EnumMap<>(WaitReason.class);
      others.stream()
          .filter(each -> each.queue().equals(queue))
          .forEach(each -> counts.put(each.waits(), each.count()));
      return counts;
    }

    /** All tasks of a queue that wait. */
    public int waiting(String queue) {
      return ready(queue) + others(queue).values().stream().mapToInt(n -> n).sum();
    }

    /** Whether more wait than were counted. */
    public boolean isWaitingAtLeast(String queue) {
      return count(ready, queue) > COUNTED
          || others.stream().mapToInt(QueueDepths.Waiting::count).sum() > COUNTED;
    }

    /** How long the oldest task of a queue has waited that could run; null if there is none. */
    public Double oldestWaitSeconds(String queue) {
      return Stream.of(ready, released)
          .map(counts -> counts.get(queue))
          .filter(found -> found != null && found.oldestSeconds() != null)
          .map(ReadyCount::oldestSeconds)
          .max(Double::compare)
          .orElse(null);
    }

    /** Tasks of a queue that run, by worker. */
    public Map<UUID, Integer> running(String queue) {
      return running.stream()
          .filter(each -> each.queue().equals(queue))
          .collect(
              Collectors.toMap(
                  QueueDepths.Running::worker, QueueDepths.Running::count, Integer::sum));
    }

    /** A queue that is newer than the snapshot has none. */
    private static int count(Map<String, ReadyCount> counts, String queue) {
      ReadyCount found = counts.get(queue);
      return found == null ? 0 : found.count();
    }
  }

  @Inject private QueueDepths queueDepths;
  @Inject private Ticker ticker;

  /** By whose tasks are counted: those of a tenant, or all (""). */
  private final Map<String, Snapshot> looks = new HashMap<>();

  /**
   * At most a second old.
   *
   * @param tenant whose tasks are counted, or null for all
   */
  public synchronized Snapshot of(String tenant) {
    long nanos = ticker.nanos();
    looks.values().removeIf(look -> nanos - look.at() > BELIEVED_NANOS);
    return looks.computeIfAbsent(tenant == null ? "" : tenant, key -> look(tenant, nanos));
  }

  private Snapshot look(String tenant, long nanos) {
    return new Snapshot(
        nanos,
        byQueue(queueDepths.ready(tenant, COUNTED + 1)),
        byQueue(queueDepths.released(tenant)),
        queueDepths.others(tenant, COUNTED + 1),
        queueDepths.running(tenant),
        queueDepths.workers());
  }

  private static Map<String, ReadyCount> byQueue(List<ReadyCount> found) {
    return found.stream().collect(Collectors.toMap(ReadyCount::queue, Function.identity()));
  }
}
