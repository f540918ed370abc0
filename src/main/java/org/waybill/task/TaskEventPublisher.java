package org.waybill.task;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import org.waybill.event.Publisher;
import org.waybill.json.Json;

/**
 * Publishes committed changes on this node: first to the dispatcher, by a direct call, since
 * everything depends on it; then to the observers. A failure of an observer never reaches the
 * caller.
 */
@ApplicationScoped
class TaskEventPublisher {

  private static final String DISPATCHER = "Dispatcher";

  @Inject private Publisher publisher;
  @Inject private CommitListener commitListener;

  private Consumer<TaskEvent> dispatchCommitted;
  private Consumer<UUID> dispatchEnded;

  @PostConstruct
  void start() {
    dispatchCommitted = publisher.guarded(DISPATCHER, event -> commitListener.committed(event));
    dispatchEnded = publisher.guarded(DISPATCHER, task -> commitListener.followedEnded(task));
  }

  /** Data of an event: what went wrong, in words and as a code. */
  static String error(String reason, String error) {
    return "{\"error\":%s,\"reason\":%s}".formatted(Json.quote(error), Json.quote(reason));
  }

  static String error(Reason reason, String error) {
    return error(reason.label(), error);
  }

  /** Data of an event: why it runs again, and after which time. */
  static String delayed(String reason, String error, Duration delay) {
    return "{\"error\":%s,\"reason\":%s,\"delayMs\":%d}"
        .formatted(Json.quote(error), Json.quote(reason), delay.toMillis());
  }

  /** Data of an event: for which reason of its own it runs later, and after which time. */
  static String snoozed(String why, Duration delay) {
    return "{\"reason\":%s,\"delayMs\":%d}".formatted(Json.quote(why), delay.toMillis());
  }

  /** SQL: a time as all of the product's JSON shows it. */
  static String timeText(String column) {
    return "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')".formatted(column);
  }

  void publish(TaskEvent event) {
    dispatchCommitted.accept(event);
    publisher.publish(event);
  }

  void publish(Collection<TaskEvent> events) {
    events.forEach(this::publish);
  }

  /** Publishes a changed row, and its end to those who wait for it. */
  void publish(Transition transition) {
    publish(transition.event());
    if (transition.followed() && transition.event().kind().isEnd()) {
      publishToFollowers(transition.event().task().id());
    }
  }

  /** Publishes that a task has ended for which others wait. */
  void publishToFollowers(UUID ended) {
    dispatchEnded.accept(ended);
    publisher.publish(new AwaitedTaskEnded(ended));
  }
}
