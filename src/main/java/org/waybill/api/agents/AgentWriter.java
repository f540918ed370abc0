package org.waybill.api.agents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.AgentLimits;
import org.waybill.agent.definition.AgentRow;
import org.waybill.agent.definition.Agents;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;

/** Shows an agent. */
@ApplicationScoped
class AgentWriter {

  @Inject private Agents agents;

  /** With the numbers of all versions. */
  String text(String tenant, AgentDefinition agent) {
    Optional<AgentRow> row = agents.row(tenant, agent.name());
    StringBuilder out = new StringBuilder();
    JsonObjectWriter json = begun(out, agent, row);
    if (row.isPresent()) {
      json.json("versions", versions(tenant, agent.name()));
    }
    return json.end().toString();
  }

  void write(StringBuilder out, Agents.Current agent) {
    begun(out, agent.definition(), Optional.ofNullable(agent.row())).end();
  }

  private static JsonObjectWriter begun(
      StringBuilder out, AgentDefinition agent, Optional<AgentRow> row) {
    JsonObjectWriter json =
        new JsonObjectWriter(out)
            .text("name", agent.name())
            .number("version", agent.version())
            .text("source", agent.version() == 0 ? "file" : "api")
            .text("description", agent.description())
            .text("instructions", agent.instructions())
            .text("model", agent.model())
            .json("tools", Json.array(agent.tools()).build().toString())
            .json("limits", limits(agent.limits()))
            .flag("memory", agent.memory())
            .json("examples", Json.array(agent.examples()).build().toString())
            .json("handoffs", Json.array(agent.handoffs()).build().toString())
            .flag("public", agent.isPublic())
            .number("current", row.map(AgentRow::current).orElse(0));
    if (row.isPresent()) {
      json.time("changedAt", row.get().changedAt());
    }
    if (row.isPresent() && row.get().candidate() != null) {
      json.number("candidate", row.get().candidate()).number("share", row.get().share());
    }
    return json;
  }

  private String versions(String tenant, String name) {
    return agents.versions(tenant, name).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String limits(AgentLimits limits) {
    JsonObjectWriter json =
        new JsonObjectWriter(new StringBuilder())
            .number("turns", limits.turns())
            .number("tokens", limits.tokens())
            .text("time", limits.time());
    if (limits.cost() != null) {
      json.json("cost", limits.cost().toPlainString());
    }
    return json.end().toString();
  }
}
