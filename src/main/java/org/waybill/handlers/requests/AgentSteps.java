package org.waybill.handlers.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.Agents;
import org.waybill.agent.loop.AgentAnswer;
import org.waybill.agent.loop.AgentLoop;
import org.waybill.agent.loop.AgentRun;
import org.waybill.agent.loop.ParallelResults;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;

/**
 * Has agents work on the steps of a plan; those that need nothing of each other at the same time.
 */
@ApplicationScoped
class AgentSteps {

  @Inject private Agents agents;
  @Inject private AgentLoop loop;
  @Inject private PlanExecutor executor;
  @Inject private Clock clock;

  /**
   * The answers, in the order of the steps: {@code {"text":…,"agent":…,"thought":…}}.
   *
   * @throws org.waybill.approval.ApprovalNeeded if people have to agree first
   */
  List<JsonObject> answer(List<JsonObject> steps, TaskContext context) throws Exception {
    Map<Integer, JsonObject> answers = new TreeMap<>();
    while (answers.size() < steps.size()) {
      List<JsonObject> ready =
          steps.stream()
              .filter(step -> !answers.containsKey(step.getInt("id")))
              .filter(step -> answers.keySet().containsAll(needs(step)))
              .toList();
      context.progress(100 * answers.size() / steps.size(), ready.get(0).getString("question"));
      List<JsonObject> done = together(steps, ready, answers, context);
      for (int i = 0; i < ready.size(); i++) {
        answers.put(ready.get(i).getInt("id"), done.get(i));
      }
    }
    return steps.stream().map(step -> answers.get(step.getInt("id"))).toList();
  }

  private List<JsonObject> together(
      List<JsonObject> steps,
      List<JsonObject> ready,
      Map<Integer, JsonObject> answers,
      TaskContext context)
      throws Exception {
    List<Callable<JsonObject>> work = new ArrayList<>();
    for (JsonObject step : ready) {
      String message = message(step, steps, answers);
      work.add(
          () ->
              context.step(
                  "answer." + step.getInt("id"),
                  JsonObject.class,
                  () -> answer(step, message, context)));
    }
    return ParallelResults.of(work, executor::submit);
  }

  private static List<Integer> needs(JsonObject step) {
    return step.getJsonArray("after").getValuesAs(JsonNumber::intValue);
  }

  /** The question, with the answers that it needs. */
  private static String message(
      JsonObject step, List<JsonObject> steps, Map<Integer, JsonObject> answers) {
    StringBuilder message = new StringBuilder(step.getString("question"));
    for (JsonObject other : steps) {
      if (needs(step).contains(other.getInt("id"))) {
        message
            .append("\n\nKnown already: ")
            .append(other.getString("question"))
            .append('\n')
            .append(answers.get(other.getInt("id")).getString("text"));
      }
    }
    return message.toString();
  }

  private JsonObject answer(JsonObject step, String message, TaskContext context) throws Exception {
    String name = step.getString("agent");
    AgentDefinition agent =
        agents
            .find(context.tenant(), name)
            .orElseThrow(() -> new IllegalStateException("There is no agent " + name + "."));
    String part = "answer." + step.getInt("id") + ".";
    AgentAnswer answer =
        loop.run(new AgentRun(agent, message, List.of(), part, List.of()), context);
    String by = answer.agent().name();
    return Json.object()
        .add("text", answer.text())
        .add("agent", by)
        .add(
            "thought",
            ThinkingLog.of(
                clock,
                "worker",
                "Step %d: answered by agent %s in %d turns."
                    .formatted(step.getInt("id"), by, answer.turns())))
        .build();
  }
}
