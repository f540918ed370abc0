package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.dispatch.TaskRejected;
import org.waybill.sql.DatabaseException;
import org.waybill.task.DeadLetters;
import org.waybill.task.QueueDepths;
import org.waybill.task.TasksPurged;
import org.waybill.time.Ticker;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;

/**
 * What operators watch besides events: {@code waybill_tasks_waiting{queue}}, those of them that no
 * live worker runs, {@code waybill_tasks_without_worker{queue}}, and {@code waybill_dead_letters},
 * counted up to a bound, {@code waybill_tasks_refused_total{reason}} and {@code
 * waybill_tasks_swept_total}.
 */
@ApplicationScoped
public class QueueMetrics {

  private static final Logger LOG = Logger.getLogger(QueueMetrics.class.getName());
  private static final int COUNTED = 10_000;
  private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();

  @Inject private MetricRegistry registry;
  @Inject private QueueDepths queueDepths;
  @Inject private DeadLetters deadLetters;
  @Inject private Queues queues;
  @Inject private RunningTypes running;
  @Inject private Ticker ticker;

  private final Map<TaskRejected.Reason, Counter> refused =
      new EnumMap<>(TaskRejected.Reason.class);
  private Counter swept;
  private Counts counts = new Counts(Map.of(), 0);
  private long countedAt;

  private record Counts(Map<String, Integer> ready, int dead) {}

  /** Gauges are there from the start, not from the first event on. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    countedAt = ticker.nanos() - BELIEVED_NANOS;
    for (TaskRejected.Reason reason : TaskRejected.Reason.values()) {
      Tag tag = new Tag("reason", reason.name().toLowerCase(java.util.Locale.ROOT));
      refused.put(reason, registry.counter("waybill_tasks_refused", tag));
    }
    swept = registry.counter("waybill_tasks_swept");
    queues.names().forEach(this::register);
    registry.gauge("waybill_dead_letters", () -> now().dead());
  }

  private void register(String queue) {
    Tag tag = new Tag("queue", queue);
    registry.gauge("waybill_tasks_waiting", () -> ready(queue), tag);
    registry.gauge(
        "waybill_tasks_without_worker", () -> running.serves(queue) ? 0 : ready(queue), tag);
  }

  private int ready(String queue) {
    return now().ready().getOrDefault(queue, 0);
  }

  void observe(@Observes TaskRejected refusal) {
    refused.get(refusal.reason()).inc();
  }

  void observe(@Observes TasksPurged sweep) {
    swept.inc(sweep.count());
  }

  /** Counted again after some seconds; while the database is away, the last counts stay. */
  private synchronized Counts now() {
    long nanos = ticker.nanos();
    if (nanos - countedAt >= BELIEVED_NANOS) {
      countedAt = nanos;
      try {
        counts =
            new Counts(
                queueDepths.ready(COUNTED).stream()
                    .collect(
                        Collectors.toMap(
                            QueueDepths.ReadyCount::queue, QueueDepths.ReadyCount::count)),
                deadLetters.countAll(COUNTED));
      } catch (DatabaseException e) {
        LOG.log(Level.FINE, "count query failed, using the previous values", e);
      }
    }
    return counts;
  }
}
