package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.dispatch.InFlightWindow;
import org.waybill.messaging.MessageRejected;
import org.waybill.streaming.EventStreams;
import org.waybill.streaming.Fanout;
import org.waybill.streaming.SocketClients;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.type.Queues;
import org.waybill.worker.Watchdog;
import org.waybill.worker.Worker;

/**
 * Counts what is committed on this node: {@code waybill_task_events_total{queue,event}}, how long
 * tasks waited until they started, and what is under way.
 */
@ApplicationScoped
public class TaskMetrics {

  @Inject private MetricRegistry registry;
  @Inject private InFlightWindow inFlightWindow;
  @Inject private Queues queues;
  @Inject private Worker worker;
  @Inject private Watchdog watchdog;
  @Inject private SocketClients socketClients;
  @Inject private EventStreams streams;
  @Inject private Fanout fanout;

  /** What is measured of one queue. */
  private record OfQueue(Map<EventKind, Counter> events, Histogram waits) {}

  private final Map<String, OfQueue> ofQueues = new ConcurrentHashMap<>();

  private Counter invalidMessages;

  /** Its metrics are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    queues.names().forEach(queue -> ofQueues.computeIfAbsent(queue, this::register));
    invalidMessages = registry.counter("waybill_invalid_messages_total");
    registry.gauge("waybill_tasks_running", worker::running);
    registry.gauge("waybill_handlers_stuck", watchdog::givenUpOn);
    registry.gauge("waybill_broker_connected", () -> inFlightWindow.isOpen() ? 1 : 0);
    registry.gauge("waybill_websocket_clients", socketClients::connected);
    registry.gauge("waybill_event_streams", streams::open);
    registry.gauge("waybill_events_left_to_rows", fanout::unpublished);
  }

  private OfQueue register(String queue) {
    Tag tag = new Tag("queue", queue);
    Map<EventKind, Counter> events = new EnumMap<>(EventKind.class);
    for (EventKind kind : EventKind.values()) {
      events.put(kind, registry.counter(events(), tag, new Tag("event", kind.label())));
    }
    registry.gauge("waybill_tasks_released", () -> inFlightWindow.inFlight(queue), tag);
    return new OfQueue(events, registry.histogram(waits(), tag));
  }

  void observe(@Observes MessageRejected message) {
    invalidMessages.inc();
  }

  void observe(@Observes TaskEvent event) {
    OfQueue ofQueue = ofQueues.computeIfAbsent(event.task().queue(), this::register);
    ofQueue.events().get(event.kind()).inc();
    if (event.kind() == EventKind.STARTED && event.attempt() == 1) {
      ofQueue.waits().update(Math.max(0, event.at().toEpochMilli() - acceptedAt(event)));
    }
  }

  /** The milliseconds that a UUIDv7 begins with. */
  private static long acceptedAt(TaskEvent event) {
    return event.task().id().getMostSignificantBits() >>> 16;
  }

  private static Metadata events() {
    return Metadata.builder()
        .withName("waybill_task_events")
        .withDescription("Committed task events, by queue and kind")
        .build();
  }

  private static Metadata waits() {
    return Metadata.builder()
        .withName("waybill_task_wait_milliseconds")
        .withDescription("Time from acceptance to the start of the first attempt")
        .withUnit("milliseconds")
        .build();
  }
}
