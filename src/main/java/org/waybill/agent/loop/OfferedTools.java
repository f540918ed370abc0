package org.waybill.agent.loop;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.tool.ClientTool;

/**
 * The tools that a model may call.
 *
 * @param agent whose tools the server runs
 * @param client what the client runs; none has the name of a tool of the agent, which may have got
 *     it after the client offered its own
 */
record OfferedTools(AgentDefinition agent, List<ClientTool> client) {

  static boolean has(AgentDefinition agent, ClientTool tool) {
    return agent.tools().contains(tool.name()) || tool.name().equals(AgentHandoff.TOOL);
  }

  Optional<ClientTool> ofClient(String name) {
    return client.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** For a model that has called another one. */
  String names() {
    return Stream.concat(agent.tools().stream(), client.stream().map(ClientTool::name))
        .collect(Collectors.joining(", "));
  }
}
