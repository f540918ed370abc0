package org.waybill.api;

import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/**
 * Reads a task in the format of {@code POST /api/tasks}, for interfaces that wrap it in another
 * envelope and must not depend on that resource.
 */
public interface TaskParser {

  /**
   * The task that this body describes, for the caller to complete.
   *
   * @throws Problem naming the field that is wrong
   */
  NewTaskBuilder builder(RequestBody body, Caller caller);
}
