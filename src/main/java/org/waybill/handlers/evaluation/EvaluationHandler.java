package org.waybill.handlers.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waybill.agent.NeedsModel;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.Agents;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.model.Models;
import org.waybill.type.KnownTypes;

/**
 * Compares what a version of an agent answers with what was answered before.
 *
 * <p>Input: {@code {"agent":name,"version":number,"cases":[{"task":id} or {"message":text}]}}.
 * Output: {@code {"agent":…,"version":…,"summary":…,"cases":[…]}}.
 */
@ApplicationScoped
public class EvaluationHandler implements TaskHandler<JsonObject, JsonObject> {

  private static final Duration BUSY = Duration.ofSeconds(10);

  @Inject private Agents agents;
  @Inject private Models models;
  @Inject private CaseRunner runner;

  @Override
  public TaskType type() {
    return KnownTypes.AGENT_EVALUATION;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<JsonObject> run(JsonObject input, TaskContext context) throws Exception {
    if (!models.isConfigured()) {
      return Outcome.giveUp(NeedsModel.REASON, "No language model is configured.");
    }
    String name = input.getString("agent");
    Optional<AgentDefinition> agent =
        agents.version(context.tenant(), name, input.getInt("version"));
    if (agent.isEmpty()) {
      return Outcome.giveUp("unknown_agent", "There is no such version of agent " + name + ".");
    }
    try {
      return Outcome.done(report(agent.get(), input, context));
    } catch (ModelFailure.Busy e) {
      return Outcome.snooze(e.after() == null ? BUSY : e.after(), e.getMessage());
    }
  }

  private JsonObject report(AgentDefinition agent, JsonObject input, TaskContext context)
      throws Exception {
    List<JsonObject> cases = input.getJsonArray("cases").getValuesAs(JsonObject.class);
    List<JsonObject> reports = new ArrayList<>();
    for (JsonObject each : cases) {
      context.stopIfCancelled();
      context.extend(agent.limits().time());
      String step = "case." + (reports.size() + 1);
      reports.add(
          context.step(step, JsonObject.class, () -> runner.run(agent, each, step + ".", context)));
      context.progress(
          100 * reports.size() / cases.size(),
          "%d of %d cases".formatted(reports.size(), cases.size()));
    }
    JsonArrayBuilder written = Json.array();
    reports.forEach(written::add);
    return Json.object()
        .add("agent", agent.name())
        .add("version", agent.version())
        .add("summary", EvaluationSummary.of(reports))
        .add("cases", written)
        .build();
  }
}
