package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.waybill.json.Json;

/** Tells observers on this node what has been committed. Observers are strangers. */
@ApplicationScoped
class Facts {

  @Inject private Event<TaskEvent> observers;
  @Inject private Event<FollowedTaskEnded> followers;

  /** Data of an event: what went wrong. */
  static String error(String error) {
    return Json.object("error", error);
  }

  /** Data of an event: why it runs again, and after which time. */
  static String delayed(String name, String why, Duration delay) {
    return "{%s:%s,\"delayMs\":%d}".formatted(Json.quote(name), Json.quote(why), delay.toMillis());
  }

  /** SQL: a time as all of the product's JSON shows it. */
  static String timeText(String column) {
    return "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')".formatted(column);
  }

  void tell(TaskEvent event) {
    observers.fire(event);
  }

  void tell(Collection<TaskEvent> events) {
    events.forEach(this::tell);
  }

  /** Tells of a changed row, and those who wait for its end that it has come. */
  void tell(Changed changed) {
    tell(changed.event());
    if (changed.followed() && changed.event().kind().isEnd()) {
      tellFollowers(changed.event().task().id());
    }
  }

  /** Tells that a task ended for which others wait. */
  void tellFollowers(UUID ended) {
    followers.fire(new FollowedTaskEnded(ended));
  }
}
