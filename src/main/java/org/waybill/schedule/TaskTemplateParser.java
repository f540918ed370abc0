package org.waybill.schedule;

import org.waybill.task.NewTaskBuilder;

/** Reads the task of a schedule as it would be read from a caller; those who read are above. */
public interface TaskTemplateParser {

  /**
   * @param template JSON text
   * @throws RuntimeException if it is no task, or none that may be handed over again and again
   */
  NewTaskBuilder read(String template, String tenant, String userId);
}
