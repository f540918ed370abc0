package org.waybill.handlers.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waybill.agent.ChatMessage;
import org.waybill.agent.NeedsModel;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.handler.AgentEvent;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.model.ModelFailure;
import org.waybill.type.KnownTypes;

/** Answers a request: plans, works by the plan, responds. */
@ApplicationScoped
public class RequestHandler implements TaskHandler<JsonObject, JsonObject> {

  private static final String PLANNER = "planner";
  private static final int LONGEST_MESSAGE = 100_000;

  /** Of a question in the plan that subscribers see. */
  private static final int LONGEST_SHOWN = 500;

  @Inject private Planner planner;
  @Inject private ModelPlanner modelPlanner;
  @Inject private StepExecutor stepExecutor;
  @Inject private AgentSteps agentSteps;
  @Inject private SessionHistory sessionHistory;
  @Inject private Clock clock;

  @Override
  public TaskType type() {
    return KnownTypes.REQUEST;
  }

  @Override
  public Class<JsonObject> inputType() {
    return JsonObject.class;
  }

  @Override
  public Outcome<JsonObject> run(JsonObject input, TaskContext context) throws Exception {
    Optional<String> message = message(input);
    if (message.isEmpty()) {
      return Outcome.giveUp(
          "The input has no message; allowed: text of 1 to " + LONGEST_MESSAGE + " characters.");
    }
    try {
      return Outcome.done(answer(message.get(), context));
    } catch (ModelFailure.Busy e) {
      return Outcome.retry(e.getMessage(), e.after());
    } catch (ApprovalNeeded e) {
      return Outcome.needsInput(e.question());
    } catch (NeedsModel e) {
      return Outcome.giveUp(NeedsModel.REASON, e.getMessage());
    } catch (ModelFailure.OverBudget e) {
      return Outcome.giveUp(ModelFailure.OverBudget.REASON, e.getMessage());
    } catch (ModelFailure.Refused e) {
      return Outcome.giveUp(e.getMessage());
    }
  }

  private static Optional<String> message(JsonObject input) {
    return input.get("message") instanceof JsonString text
            && !text.getString().isBlank()
            && text.getString().length() <= LONGEST_MESSAGE
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  private JsonObject answer(String message, TaskContext context) throws Exception {
    ThinkingLog thinkingLog = new ThinkingLog(clock);
    List<ChatMessage> before = sessionHistory.before(context);
    JsonObject planned =
        context.step("plan", JsonObject.class, () -> plan(message, before, context));
    thinkingLog.add(planned.getJsonObject("thought"));
    JsonObject plan = planned.getJsonObject("plan");
    List<JsonObject> steps = plan.getJsonArray("steps").getValuesAs(JsonObject.class);
    boolean byAgents = steps.get(0).containsKey("agent");
    List<JsonObject> answers =
        byAgents
            ? agentSteps.answer(steps, context)
            : oneAfterTheOther(steps, new ArrayList<>(before), context);
    answers.forEach(answer -> thinkingLog.add(answer.getJsonObject("thought")));
    String response =
        byAgents
            ? context.step(
                "response",
                String.class,
                () -> modelPlanner.write(message, Responder.respond(steps, answers), context))
            : Responder.respond(steps, answers);
    thinkingLog.add("responder", Responder.thought(answers));
    context.partial(response);
    return Json.object()
        .add("message", response)
        .add("plan", plan)
        .add("thinking_log", thinkingLog.all())
        .build();
  }

  private List<JsonObject> oneAfterTheOther(
      List<JsonObject> steps, List<ChatMessage> history, TaskContext context) throws Exception {
    List<JsonObject> answers = new ArrayList<>();
    for (JsonObject step : steps) {
      context.progress(100 * answers.size() / steps.size(), step.getString("question"));
      JsonObject answer =
          context.step(
              "answer." + step.getInt("id"),
              JsonObject.class,
              () -> stepExecutor.answer(step, List.copyOf(history), context));
      history.add(new ChatMessage(ChatMessage.USER, step.getString("question")));
      history.add(new ChatMessage(ChatMessage.ASSISTANT, answer.getString("text")));
      answers.add(answer);
    }
    return answers;
  }

  private static List<String> shown(List<JsonObject> steps) {
    return steps.stream()
        .map(step -> step.getString("question"))
        .map(text -> text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…")
        .toList();
  }

  private JsonObject plan(String message, List<ChatMessage> before, TaskContext context)
      throws InterruptedException {
    JsonObject plan =
        modelPlanner.plan(message, before, context).orElseGet(() -> planner.plan(message));
    List<JsonObject> steps = plan.getJsonArray("steps").getValuesAs(JsonObject.class);
    context.event(AgentEvent.PLAN, Json.object().add("steps", Json.array(shown(steps))).build());
    String by =
        String.join(
            ", ",
            steps.stream().map(step -> step.getString("agent", step.getString("skill"))).toList());
    String thought =
        steps.size() == 1
            ? "One step, by " + by + "."
            : steps.size() + " questions, by " + by + ".";
    return Json.object()
        .add("plan", plan)
        .add("thought", ThinkingLog.of(clock, PLANNER, thought))
        .build();
  }
}
