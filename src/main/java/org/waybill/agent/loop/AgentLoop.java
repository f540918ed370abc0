package org.waybill.agent.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.handler.AgentEvent;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.StepInDoubt;
import org.waybill.handler.TaskContext;
import org.waybill.handler.WaitNeeded;
import org.waybill.json.Json;
import org.waybill.model.ModelCall;
import org.waybill.model.ModelReply;
import org.waybill.model.Models;
import org.waybill.model.OfferedTool;
import org.waybill.text.CutText;
import org.waybill.tool.Tools;
import org.waybill.trace.Span;
import org.waybill.trace.Spans;

/** Has an agent answer: calls its model and runs its tools by turns. */
@ApplicationScoped
public class AgentLoop {

  private static final int LONGEST_REPLY = 8_192;
  private static final int LONGEST_THOUGHT = 4_000;

  @Inject private Models models;
  @Inject private Tools tools;
  @Inject private ToolCallRunner toolCalls;
  @Inject private AgentHandoff handoff;
  @Inject private SteeringMessages steering;
  @Inject private Clock clock;
  @Inject private Spans spans;

  /**
   * Runs it to its end. What it says is the task's partial output.
   *
   * @throws org.waybill.model.ModelFailure if its model gives no whole answer
   * @throws org.waybill.approval.ApprovalNeeded if people have to agree first
   * @throws org.waybill.handler.StepInDoubt if a person has to say whether something was done
   * @throws WaitNeeded if something elsewhere that was begun is not ready yet
   * @throws InterruptedException if the task is to stop
   */
  public AgentAnswer run(AgentRun run, TaskContext context) throws Exception {
    try (Span span = AgentSpan.begin(spans, run, context)) {
      try {
        AgentAnswer answer = answer(run, context);
        AgentSpan.end(span, answer);
        return answer;
      } catch (Exception e) {
        AgentSpan.end(span, e);
        throw e;
      }
    }
  }

  private AgentAnswer answer(AgentRun run, TaskContext context) throws Exception {
    // Of this task: one that goes on from the steps of another has its own time.
    Instant begun = at(run.part() + "agent.begun." + context.taskId(), context);
    Conversation conversation = new Conversation(run, begun);
    if (run.isAlone()) {
      steering.open(context.taskId());
    }
    while (true) {
      ModelReply reply;
      try {
        if (run.isAlone()) {
          read(conversation, context);
        }
        reply = turn(run, conversation, context);
      } catch (LimitReached e) {
        return conversation.answer(e.end);
      }
      conversation.add(reply);
      if (reply.calls().isEmpty()) {
        if (conversation.isLastTurn() || !run.isAlone() || steering.close(context.taskId())) {
          return conversation.answer(Conversation.end(reply));
        }
        conversation.add(reply, List.of());
        continue;
      }
      if (conversation.isLastTurn()) {
        return conversation.answer(AgentAnswer.End.TURNS);
      }
      List<CallResult> results = results(run, conversation, reply, context);
      conversation.add(reply, results);
      for (CallResult result : results) {
        if (result.handoffTo() != null) {
          conversation.continueAs(handoff.taker(result.handoffTo(), context.tenant()));
        }
      }
    }
  }

  /** When this was first reached, in all attempts. */
  private Instant at(String step, TaskContext context) throws Exception {
    JsonObject kept =
        context.step(
            step,
            JsonObject.class,
            () -> Json.object().add("at", clock.instant().toString()).build());
    return Instant.parse(kept.getString("at"));
  }

  /** While people, the client or others elsewhere are waited for, the agent has nothing to do. */
  private List<CallResult> results(
      AgentRun run, Conversation conversation, ModelReply reply, TaskContext context)
      throws Exception {
    String turn = run.part() + "turn." + conversation.turns();
    List<CallResult> results;
    try {
      results =
          toolCalls.run(
              new ToolCallRunner.Calls(
                  run.offeredBy(conversation.agent()), turn, reply.calls(), run.recorded()),
              context);
    } catch (ApprovalNeeded | InputNeeded | StepInDoubt | WaitNeeded e) {
      at(turn + ".paused", context);
      throw e;
    }
    if (context.attempt() > 1) {
      Instant paused = at(turn + ".paused", context);
      conversation.pause(Duration.between(paused, at(turn + ".resumed", context)));
    }
    return results;
  }

  /** Only before something new: what earlier attempts did is theirs. */
  private void requireLimits(Conversation conversation) throws LimitReached {
    AgentAnswer.End used = conversation.limitReached(clock.instant());
    if (used != null) {
      throw new LimitReached(used);
    }
  }

  /**
   * What was said while the agent worked is read before its next call of the model.
   *
   * @throws LimitReached if there is to be none: nothing is taken from those who steer
   */
  private void read(Conversation conversation, TaskContext context) throws Exception {
    int number = conversation.turns() + 1;
    JsonObject kept =
        context.step(
            "steering." + number,
            JsonObject.class,
            () -> {
              requireLimits(conversation);
              List<String> texts = steering.take(context.taskId(), number);
              texts.forEach(text -> context.event(AgentEvent.STEERED, thought(text)));
              return Json.object().add("texts", Json.array(texts)).build();
            });
    kept.getJsonArray("texts").getValuesAs(JsonString::getString).forEach(conversation::steer);
  }

  /** Instead of another call of the model. */
  private static final class LimitReached extends Exception {

    private static final long serialVersionUID = 1L;

    private final AgentAnswer.End end;

    LimitReached(AgentAnswer.End end) {
      super(null, null, false, false);
      this.end = end;
    }
  }

  /**
   * The model's next reply, from an earlier attempt if that got it.
   *
   * @throws LimitReached if it would have to be called again, and must not
   */
  private ModelReply turn(AgentRun run, Conversation conversation, TaskContext context)
      throws Exception {
    int number = conversation.turns() + 1;
    boolean[] called = {false};
    JsonObject kept =
        context.step(
            conversation.part() + "turn." + number,
            JsonObject.class,
            () -> {
              called[0] = true;
              requireLimits(conversation);
              return Turn.write(call(run, conversation, context));
            });
    ModelReply reply = Turn.read(kept);
    if (!called[0]) {
      say(conversation, reply.text(), context);
    } else {
      context.event(AgentEvent.USAGE, Turn.usage(reply));
      if (!reply.calls().isEmpty() && !reply.text().isBlank()) {
        context.event(AgentEvent.THOUGHT, thought(reply.text()));
      }
    }
    return reply;
  }

  private ModelReply call(AgentRun run, Conversation conversation, TaskContext context)
      throws InterruptedException {
    AgentDefinition agent = conversation.agent();
    ModelCall call =
        new ModelCall(
            AgentOrigin.of(agent, context),
            agent.model(),
            conversation.messages(),
            conversation.isBeforeLastTurn() ? List.of() : offered(run.offeredBy(agent), context),
            null,
            LONGEST_REPLY);
    return models.call(call, new Speaker(conversation, context));
  }

  private List<OfferedTool> offered(OfferedTools all, TaskContext context) {
    List<OfferedTool> offered = new ArrayList<>();
    for (String name : all.agent().tools()) {
      tools
          .find(name)
          .map(tool -> tool.spec())
          .map(spec -> new OfferedTool(spec.name(), spec.description(), spec.arguments()))
          .ifPresent(offered::add);
    }
    handoff.offer(all.agent(), context.tenant()).ifPresent(offered::add);
    all.client()
        .forEach(
            each ->
                offered.add(new OfferedTool(each.name(), each.description(), each.parameters())));
    return offered;
  }

  private static void say(Conversation conversation, String text, TaskContext context) {
    if (!text.isEmpty() && conversation.part().isEmpty()) {
      context.partial(conversation.gap() + text);
    }
  }

  private static JsonObject thought(String text) {
    return Json.object().add("text", CutText.begin(text, LONGEST_THOUGHT)).build();
  }
}
