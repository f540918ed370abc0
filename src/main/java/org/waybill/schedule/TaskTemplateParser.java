package org.waybill.schedule;

import org.waybill.task.NewTaskBuilder;

/** Reads the task of a schedule as it would be read from a caller; those who read are above. */
public interface TaskTemplateParser {

  /**
   * @param template JSON text
   * @throws RuntimeException if it is not a task, or not one that may be submitted repeatedly
   */
  NewTaskBuilder read(String template, String tenant, String userId);
}
