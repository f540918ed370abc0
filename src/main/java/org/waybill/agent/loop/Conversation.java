package org.waybill.agent.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.AgentLimits;
import org.waybill.model.ModelMessage;
import org.waybill.model.ModelReply;
import org.waybill.model.RequestedCall;
import org.waybill.model.Usage;
import org.waybill.text.CutText;

/** What was said in a run so far, and what it took. */
final class Conversation {

  /** In characters; some 60,000 tokens. Beyond it, old results of tools are shortened. */
  static final int LONGEST = 200_000;

  /** Of a result that is shortened. */
  private static final int BEGINNING = 500;

  private final List<ModelMessage> said = new ArrayList<>();
  private final Citations citations = new Citations();
  private final StringBuilder answer = new StringBuilder();
  private Instant begun;
  private final String part;
  private final String background;

  /** The limits of the agent that began: passing the request on gains nothing. */
  private final AgentLimits limits;

  private AgentDefinition agent;
  private Usage usage = Usage.NONE;
  private int turns;
  private String model;

  Conversation(AgentRun run, Instant begun) {
    this.agent = run.agent();
    this.part = run.part();
    this.background = run.background();
    this.limits = run.agent().limits();
    this.begun = begun;
    said.addAll(run.history());
    said.add(new ModelMessage.FromUser(run.message()));
  }

  AgentDefinition agent() {
    return agent;
  }

  /** See {@link AgentRun#part}. */
  String part() {
    return part;
  }

  /** How many replies of the model there are. */
  int turns() {
    return turns;
  }

  /** What the model reads next: the instructions first, the same each time. */
  List<ModelMessage> messages() {
    List<ModelMessage> all = new ArrayList<>();
    all.add(new ModelMessage.Instructions(agent.instructions() + background));
    all.addAll(said);
    return all;
  }

  void add(ModelReply reply) {
    turns++;
    usage = usage.plus(reply.usage());
    model = reply.model();
    answer.append(reply.text().isEmpty() ? "" : gap()).append(reply.text());
  }

  /** The oldest results first; the same ones in each attempt. */
  private void shorten() {
    long length = 0;
    for (ModelMessage each : said) {
      length += each.length();
    }
    for (int i = 0; i < said.size() && length > LONGEST; i++) {
      if (said.get(i) instanceof ModelMessage.ToolResult result
          && result.text().length() > 2 * BEGINNING) {
        String text =
            "%s… (shortened: %,d characters in all; call the tool again if you need them)"
                .formatted(CutText.begin(result.text(), BEGINNING), result.text().length());
        said.set(
            i, new ModelMessage.ToolResult(result.callId(), result.tool(), text, result.isError()));
        length -= result.text().length() - text.length();
      }
    }
  }

  void add(ModelReply reply, List<CallResult> results) {
    said.add(new ModelMessage.FromModel(reply.text(), reply.calls()));
    for (int i = 0; i < results.size(); i++) {
      RequestedCall call = reply.calls().get(i);
      said.add(citations.numbered(call, results.get(i)).toMessage(call));
    }
    shorten();
  }

  void steer(String text) {
    said.add(new ModelMessage.FromUser(text));
  }

  /** So long the agent had nothing to do: it does not count towards its time. */
  void pause(Duration waited) {
    begun = begun.plus(waited);
  }

  void continueAs(AgentDefinition other) {
    agent = other;
  }

  /** Between what is said in one turn and in the next. */
  String gap() {
    return answer.length() == 0 ? "" : "\n\n";
  }

  /** The next turn is the last one; no tools are offered, so that the model answers. */
  boolean isBeforeLastTurn() {
    return turns == limits.turns() - 1;
  }

  boolean isLastTurn() {
    return turns >= limits.turns();
  }

  /** Which limit forbids another call of the model, or null. */
  AgentAnswer.End limitReached(Instant now) {
    if (usage.in() + usage.out() >= limits.tokens()) {
      return AgentAnswer.End.TOKENS;
    }
    if (turns > 0 && limits.cost() != null && usage.cost().compareTo(limits.cost()) >= 0) {
      return AgentAnswer.End.COST;
    }
    return now.isAfter(begun.plus(limits.time())) && turns > 0 ? AgentAnswer.End.TIME : null;
  }

  static AgentAnswer.End end(ModelReply reply) {
    return switch (reply.end()) {
      case LENGTH -> AgentAnswer.End.LENGTH;
      case FILTERED -> AgentAnswer.End.FILTERED;
      case COMPLETE, CALLS -> AgentAnswer.End.ANSWERED;
    };
  }

  AgentAnswer answer(AgentAnswer.End end) {
    String text = answer.toString();
    return new AgentAnswer(text, citations.citedIn(text), agent, model, usage, turns, end);
  }
}
