package org.waybill.agent.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.Agents;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;
import org.waybill.model.ModelCall;
import org.waybill.model.ModelMessage;
import org.waybill.model.ModelReply;
import org.waybill.model.Models;
import org.waybill.text.CutText;

/** Chooses the agent that answers a request. */
@ApplicationScoped
public class AgentRouter {

  /** The agent whose instructions say how to choose, and which there are. */
  public static final String NAME = "router";

  /** Answers what fits no other. */
  private static final String GENERAL = "general";

  private static final int LONGEST_REQUEST = 8_000;
  private static final int LONGEST_REPLY = 200;

  @Inject private Models models;
  @Inject private Agents agents;

  /**
   * Asks the router's model. What it answers outside of its list is not followed.
   *
   * @return the name of an agent that there is
   */
  public String route(AgentRun run, TaskContext context) throws InterruptedException {
    List<AgentDefinition> choice = agents.named(context.tenant(), run.agent().handoffs());
    List<String> names = choice.stream().map(AgentDefinition::name).toList();
    ModelReply reply = models.call(call(run, choice, names, context), new SilentListener(context));
    return chosen(reply.text()).filter(names::contains).orElse(GENERAL);
  }

  private static ModelCall call(
      AgentRun run, List<AgentDefinition> choice, List<String> names, TaskContext context) {
    StringBuilder instructions = new StringBuilder(run.agent().instructions());
    instructions.append("\nAnswer with a JSON object {\"agent\": name}. The agents:\n");
    choice.forEach(each -> instructions.append(described(each)));
    List<ModelMessage> messages = new ArrayList<>();
    messages.add(new ModelMessage.Instructions(instructions.toString()));
    messages.addAll(run.history());
    String request = run.message();
    messages.add(new ModelMessage.FromUser(CutText.begin(request, LONGEST_REQUEST)));
    return new ModelCall(
        AgentOrigin.of(run.agent(), context),
        run.agent().model(),
        messages,
        List.of(),
        schema(names),
        LONGEST_REPLY);
  }

  private static String described(AgentDefinition agent) {
    return "- %s: %s For instance: %s%n"
        .formatted(agent.name(), agent.description(), String.join(" / ", agent.examples()));
  }

  private static String schema(List<String> names) {
    JsonObject agent = Json.object().add("type", "string").add("enum", Json.array(names)).build();
    return Json.object()
        .add("type", "object")
        .add("required", Json.array(List.of("agent")))
        .add("additionalProperties", false)
        .add("properties", Json.object().add("agent", agent))
        .build()
        .toString();
  }

  private static Optional<String> chosen(String text) {
    return Json.objectIn(text)
        .map(answer -> answer.get("agent"))
        .filter(JsonString.class::isInstance)
        .map(agent -> ((JsonString) agent).getString());
  }
}
