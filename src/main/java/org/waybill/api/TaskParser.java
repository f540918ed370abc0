package org.waybill.api;

import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;

/**
 * Reads what a caller wants done. So that a door which takes the same words as {@code POST
 * /api/tasks} in another envelope need not know the door that reads them.
 */
public interface TaskParser {

  /**
   * The task that this body describes, for the caller to complete.
   *
   * @throws Problem naming the field that is wrong
   */
  NewTaskBuilder builder(RequestBody body, Caller caller);
}
