package org.waybill.api.responses;

import org.waybill.task.Task;

/**
 * A response, and the task that makes it.
 *
 * @param request as the task keeps it
 */
record AgentResponse(Task task, KeptRequest request, ResponseId id) {

  AgentResponse with(ResponseId other) {
    return new AgentResponse(task, request, other);
  }
}
