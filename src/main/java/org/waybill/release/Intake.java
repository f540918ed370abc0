package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.waybill.task.Accepted;
import org.waybill.task.NewTask;

/** Takes tasks in: tasks that arrive together are stored by one statement. */
@ApplicationScoped
public class Intake {

  /** Stores the task durably; completes after the commit. */
  public CompletionStage<Accepted> accept(NewTask task) {
    throw new IllegalStateException("not wired: " + task.id());
  }
}
