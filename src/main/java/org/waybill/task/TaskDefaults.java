package org.waybill.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.config.Settings;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.type.TaskTypes;
import org.waybill.type.TypeSettings;

/**
 * Begins new tasks with what counts for their type where the caller says nothing: what an
 * administrator has set, else what the interface's own settings say, else the handler, else the
 * settings of all tasks.
 */
@ApplicationScoped
public class TaskDefaults {

  @Inject private TaskTypes types;
  @Inject private RetryPolicies retryPolicies;
  @Inject private Settings settings;

  /** A task of this type. */
  public NewTaskBuilder task(TaskType type, String tenant, String userId) {
    return task(type, tenant, userId, null, null);
  }

  /**
   * The same for an interface that has settings of its own.
   *
   * @param timeout of one attempt, or null as the type has it
   * @param retries or null as the type has it
   */
  public NewTaskBuilder task(
      TaskType type, String tenant, String userId, Duration timeout, RetryPolicy retries) {
    TaskType known = types.find(type.name()).orElse(type);
    TypeSettings row = types.row(type.name());
    NewTaskBuilder task =
        NewTaskBuilder.of(known, tenant, userId, settings).retries(retryPolicies.of(type.name()));
    if (timeout != null && row.timeout() == null) {
      task.timeout(timeout);
    }
    if (retries != null) {
      task.retries(RetryPolicies.overridden(retries, row));
    }
    return task;
  }
}
