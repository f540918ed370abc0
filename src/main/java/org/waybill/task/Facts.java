package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Collection;

/** Tells observers on this node what has been committed. Observers are strangers. */
@ApplicationScoped
class Facts {

  @Inject private Event<TaskEvent> observers;

  void tell(TaskEvent event) {
    observers.fire(event);
  }

  void tell(Collection<TaskEvent> events) {
    events.forEach(this::tell);
  }
}
