package org.waybill.agent.definition;

import java.util.List;

/**
 * One version of an agent.
 *
 * @param version from 1; 0 if a file brought it
 * @param model the name of a configured model, or null for the default
 * @param tools names of what it may use
 * @param memory whether it reads the earlier messages of its chat
 * @param examples requests that it is meant for
 * @param handoffs names of the agents that it may pass a request to
 * @param isPublic whether other agents see it as a skill
 * @param json as it was given
 */
public record AgentDefinition(
    String name,
    int version,
    String description,
    String instructions,
    String model,
    List<String> tools,
    AgentLimits limits,
    boolean memory,
    List<String> examples,
    List<String> handoffs,
    boolean isPublic,
    String json) {}
