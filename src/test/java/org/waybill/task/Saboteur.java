package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.event.Publisher;
import org.waybill.queue.Heard;
import org.waybill.queue.MessageRefused;
import org.waybill.release.TaskRefused;

/** Observes every kind of event of the core, and throws at each. */
@ApplicationScoped
public class Saboteur {

  private final Map<Class<?>, Integer> thrown = new ConcurrentHashMap<>();

  @Inject private Publisher publisher;

  /** How often it threw at this kind of event. */
  int thrownAt(Class<?> kind) {
    return thrown.getOrDefault(kind, 0);
  }

  private void fail(Object event) {
    thrown.merge(event.getClass(), 1, Integer::sum);
    throw new AssertionError("sabotage of " + event.getClass().getSimpleName());
  }

  void observe(@Observes TaskEvent event) {
    fail(event);
  }

  void observe(@Observes FollowedTaskEnded event) {
    fail(event);
  }

  void observe(@Observes CancelRequested event) {
    fail(event);
  }

  void observe(@Observes WorkerSuspected event) {
    fail(event);
  }

  void observe(@Observes TasksSwept event) {
    fail(event);
  }

  void observe(@Observes SweepEnded event) {
    fail(event);
  }

  void observe(@Observes TaskRefused event) {
    fail(event);
  }

  void observe(@Observes MessageRefused event) {
    fail(event);
  }

  void observe(@Observes Heard event) {
    fail(event);
  }

  /** Tells all of this, as the product does. */
  void tell(Object event) {
    publisher.publish(event);
  }
}
