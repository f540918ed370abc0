package org.waybill.agent.loop;

import java.util.List;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.model.ModelMessage;

/**
 * What an agent is to do.
 *
 * @param history the conversation before, oldest first
 * @param background what it knows besides its instructions, which it is read after; may be empty
 * @param part prefix of the names of its steps, where it is one of several agents of a task: what
 *     it says is no output of the task then, and nobody steers it. Empty if it is the only one
 * @param recorded what answers its calls of tools; null if they are run
 */
public record AgentRun(
    AgentDefinition agent,
    String message,
    List<ModelMessage> history,
    String background,
    String part,
    RecordedTools recorded) {

  /** One of several of a task. */
  public AgentRun(AgentDefinition agent, String message, List<ModelMessage> history, String part) {
    this(agent, message, history, "", part, null);
  }

  /** The only one of a task. */
  public AgentRun(AgentDefinition agent, String message, List<ModelMessage> history) {
    this(agent, message, history, "");
  }

  boolean isAlone() {
    return part.isEmpty();
  }
}
