package org.waybill.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.sql.DatabaseTime;
import org.waybill.task.Retention;
import org.waybill.task.TaskRow;
import org.waybill.type.Queues;

/**
 * Tells which finished tasks have been kept long enough. The sweep comes only now and then, and
 * leaves failed ones to operators; for some interfaces such tasks expire at once.
 */
@ApplicationScoped
public class ResultExpiry {

  @Inject private Queues queues;
  @Inject private Retention retention;
  @Inject private DatabaseTime time;

  public boolean isOver(TaskRow task) {
    return task.finishedAt() != null
        && task.status().isFinal()
        && task.finishedAt().plus(keep(task)).isBefore(time.now());
  }

  private Duration keep(TaskRow task) {
    return retention
        .of(task.tenant(), task.type())
        .orElseGet(() -> queues.retention(task.queue(), task.type()));
  }
}
