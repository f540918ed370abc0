package org.waybill.wildfly;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.waybill.task.TaskEvent;

/** Put into the WAR: throws at each event of one user's tasks. */
@ApplicationScoped
public class FailingObserver {

  static final String USER = "sabotaged";

  void observe(@Observes TaskEvent event) {
    if (event.task().userId().equals(USER)) {
      throw new AssertionError("of the test");
    }
  }
}
