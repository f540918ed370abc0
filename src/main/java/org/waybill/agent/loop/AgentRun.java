package org.waybill.agent.loop;

import java.util.List;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.model.ModelMessage;

/**
 * What an agent is to do.
 *
 * @param history the conversation before, oldest first
 */
public record AgentRun(AgentDefinition agent, String message, List<ModelMessage> history) {}
