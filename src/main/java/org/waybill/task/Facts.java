package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.UUID;

/** Tells observers on this node what has been committed. Observers are strangers. */
@ApplicationScoped
class Facts {

  @Inject private Event<TaskEvent> observers;
  @Inject private Event<FollowedTaskEnded> followers;

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
