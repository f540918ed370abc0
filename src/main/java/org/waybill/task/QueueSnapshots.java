package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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
      List<QueueDepths.WorkerNode> workers) {}

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
