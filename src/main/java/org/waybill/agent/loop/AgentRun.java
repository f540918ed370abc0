package org.waybill.agent.loop;

import java.util.List;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.model.ModelMessage;
import org.waybill.tool.ClientTool;

/**
 * What an agent is to do.
 *
 * @param history the conversation before, oldest first
 * @param background what it knows besides its instructions, which it is read after; may be empty
 * @param part prefix of the names of its steps, where it is one of several agents of a task: what
 *     it says is no output of the task then, and nobody steers it. Empty if it is the only one
 * @param clientTools that it may call besides its own, and the client runs
 * @param recorded what answers its calls of tools; null if they are run
 */
public record AgentRun(
    AgentDefinition agent,
    String message,
    List<ModelMessage> history,
    String background,
    String part,
    List<ClientTool> clientTools,
    RecordedTools recorded) {

  /** One of several of a task. */
  public AgentRun(AgentDefinition agent, String message, List<ModelMessage> history, String part) {
    this(agent, message, history, "", part, List.of(), null);
  }

  /** The only one of a task. */
  public AgentRun(AgentDefinition agent, String message, List<ModelMessage> history) {
    this(agent, message, history, "");
  }

  /** The same with what it knows besides its instructions. */
  public AgentRun knowing(String more) {
    return new AgentRun(agent, message, history, more, part, clientTools, recorded);
  }

  /** The same with these tools of the client. */
  public AgentRun offering(List<ClientTool> tools) {
    return new AgentRun(agent, message, history, background, part, tools, recorded);
  }

  /** The same with its tools answered by a recording. */
  public AgentRun answeredBy(RecordedTools recording) {
    return new AgentRun(agent, message, history, background, part, clientTools, recording);
  }

  boolean isAlone() {
    return part.isEmpty();
  }

  /** The tools that a model is offered where this agent works: its own, and those of the client. */
  OfferedTools offeredBy(AgentDefinition current) {
    return new OfferedTools(
        current, clientTools.stream().filter(each -> !OfferedTools.has(current, each)).toList());
  }
}
