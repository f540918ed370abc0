package org.waybill.api.agents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.InputStream;
import java.util.Set;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.AgentParser;
import org.waybill.agent.definition.InvalidAgent;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.tool.Tools;

/** Reads an agent that a caller sends. */
@ApplicationScoped
class AgentRequest {

  /** Shown with an agent, and not to be set: whoever changes one may send them back. */
  private static final Set<String> SHOWN =
      Set.of("name", "version", "source", "current", "versions", "changedAt", "candidate", "share");

  /** No stored version yet. */
  private static final int NEW = -1;

  @Inject private AgentParser parser;
  @Inject private Tools tools;

  /**
   * @throws Problem 400 that names the field
   */
  AgentDefinition read(String name, InputStream body) {
    AgentDefinition given;
    try {
      given = parser.parse(name, NEW, writable(RequestBody.read(body).json()));
    } catch (InvalidAgent e) {
      throw Problem.badRequest(e.field(), e.getMessage());
    }
    for (String tool : given.tools()) {
      if (tools.find(tool).isEmpty()) {
        throw RequestBody.wrong(
            "tools", "names '" + tool + "'", String.join(", ", tools.similarTo(tool)));
      }
    }
    return given;
  }

  private static JsonObject writable(JsonObject json) {
    JsonObjectBuilder writable = Json.builder(json);
    SHOWN.forEach(writable::remove);
    return writable.build();
  }
}
