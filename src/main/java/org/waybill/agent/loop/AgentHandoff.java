package org.waybill.agent.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.Agents;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.model.OfferedTool;
import org.waybill.owner.Owner;
import org.waybill.tool.Tools;

/** An agent passes its request to another one, which answers in its place. */
@ApplicationScoped
public class AgentHandoff {

  /** The name of the tool by which a model does it. */
  static final String TOOL = Tools.HANDOFF;

  @Inject private Agents agents;

  /** What the model is offered, if this agent may pass on at all. */
  Optional<OfferedTool> offer(AgentDefinition agent, String tenant) {
    if (agent.handoffs().isEmpty()) {
      return Optional.empty();
    }
    List<AgentDefinition> others = agents.named(tenant, agent.handoffs());
    if (others.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("Passes the request to an agent that fits better.");
    others.forEach(
        each -> text.append(' ').append(each.name()).append(": ").append(each.description()));
    JsonObject names =
        Json.object()
            .add("enum", Json.array(others.stream().map(AgentDefinition::name).toList()))
            .build();
    JsonObject schema =
        Json.object()
            .add("type", "object")
            .add("required", Json.array(List.of("agent")))
            .add("properties", Json.object().add("agent", names))
            .build();
    return Optional.of(new OfferedTool(TOOL, text.toString(), schema.toString()));
  }

  CallResult to(AgentDefinition agent, JsonObject arguments, TaskContext context) {
    String name = arguments.getString("agent", "");
    Owner owner = new Owner(context.tenant(), context.userId());
    Optional<AgentDefinition> other =
        agent.handoffs().contains(name)
            ? agents.choose(owner, name, context.chatId(), context.taskId())
            : Optional.empty();
    return other
        .map(
            to ->
                new CallResult(
                    true, "The agent " + name + " takes over.", to.name() + "/" + to.version()))
        .orElseGet(
            () ->
                CallResult.failed(
                    "unknown_agent",
                    "agent is '%s'; allowed: %s"
                        .formatted(
                            name.length() <= 64 ? name : name.substring(0, 64),
                            String.join(", ", agent.handoffs()))));
  }

  /** The agent that takes over. */
  AgentDefinition taker(String handoffTo, String tenant) {
    int slash = handoffTo.lastIndexOf('/');
    String name = handoffTo.substring(0, slash);
    return agents
        .version(tenant, name, Integer.parseInt(handoffTo.substring(slash + 1)))
        .or(() -> agents.find(tenant, name))
        .orElseThrow(() -> new IllegalStateException("agent " + name + " was deleted meanwhile"));
  }
}
