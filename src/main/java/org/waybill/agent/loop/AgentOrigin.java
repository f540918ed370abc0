package org.waybill.agent.loop;

import org.waybill.agent.definition.AgentDefinition;
import org.waybill.handler.TaskContext;
import org.waybill.model.CallOrigin;
import org.waybill.owner.Owner;

/** For whom and what an agent calls its model. */
final class AgentOrigin {

  private AgentOrigin() {}

  static CallOrigin of(AgentDefinition agent, TaskContext context) {
    return new CallOrigin(
        new Owner(context.tenant(), context.userId()),
        context.taskId(),
        context.attempt(),
        context.chatId(),
        agent.name(),
        agent.version());
  }
}
