package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.dispatch.TaskRejected;
import org.waybill.event.Publisher;
import org.waybill.messaging.MessageRejected;
import org.waybill.messaging.NodeMessage;

/** Observes every kind of event of the core, and throws at each. */
@ApplicationScoped
public class Saboteur {

  private static final Set<Class<?>> KINDS =
      Set.of(
          TaskEvent.class,
          AwaitedTaskEnded.class,
          CancelRequested.class,
          WorkerSuspected.class,
          TasksPurged.class,
          PurgeCompleted.class,
          TaskRejected.class,
          MessageRejected.class,
          NodeMessage.class);

  private final Map<Class<?>, Integer> thrown = new ConcurrentHashMap<>();

  @Inject private Publisher publisher;

  /** How often it threw at this kind of event. */
  int thrownAt(Class<?> kind) {
    return thrown.getOrDefault(kind, 0);
  }

  /** The container tells it of its own events, too, and of those beyond the core. */
  void observe(@Observes Object event) {
    if (KINDS.contains(event.getClass())) {
      thrown.merge(event.getClass(), 1, Integer::sum);
      throw new AssertionError("sabotage of " + event.getClass().getSimpleName());
    }
  }

  /** Tells all of this, as the product does. */
  void publish(Object event) {
    publisher.publish(event);
  }
}
