package org.waybill.api.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.agent.definition.Agents;
import org.waybill.api.RequestBody;
import org.waybill.security.Caller;

/** Reads which agent is to answer. */
@ApplicationScoped
class RequestedAgent {

  private static final int LONGEST_AGENT = 64;

  @Inject private Agents agents;

  /**
   * The agent that is asked for, or null.
   *
   * @throws org.waybill.api.Problem 400 if there is none of this name
   */
  String of(RequestBody body, Caller caller) {
    String name = body.line("agent", LONGEST_AGENT);
    if (name != null && agents.find(caller.tenant(), name).isEmpty()) {
      throw RequestBody.wrong("agent", "is '" + name + "'", agents.names(caller.tenant()));
    }
    return name;
  }
}
