package org.waybill.api.tasks;

import java.util.List;
import java.util.UUID;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;

/**
 * A task that a caller wants, checked except for the tasks that it waits for.
 *
 * @param place where it stands in the request, such as {@code tasks[3].}; empty for the only one
 * @param ref its name in its batch, or null
 */
record ParsedTask(
    String place, UUID id, String ref, NewTaskBuilder builder, List<DependencyParser.Need> needs) {

  NewTask build() {
    return builder.build();
  }
}
