package org.waybill.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.waybill.handler.NothingDone;
import org.waybill.handler.WaitNeeded;
import org.waybill.text.CutText;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolSpec;

/** A configured agent as a tool: takes a message, and gives what the agent answers. */
final class DelegationTool implements Tool {

  private static final int PER_MINUTE = 60;
  private static final int LONGEST_DESCRIPTION = 2_000;
  private static final long PAUSE_MILLIS = 2_000;
  private static final String ARGUMENTS =
      """
      {"type":"object","required":["message"],"additionalProperties":false,"properties":{
        "message":{"type":"string","minLength":1,"maxLength":100000,
          "description":"What the agent is asked to do, with all that it needs to know."},
        "contextId":{"type":"string","minLength":1,"maxLength":500,
          "description":"Of an earlier result of this agent, to continue that conversation."}}}
      """;
  private static final String RESULT =
      """
      {"type":"object","required":["text","contextId","taskId"],"properties":{
        "text":{"type":"string"},
        "contextId":{"type":"string","description":"May be empty."},
        "taskId":{"type":"string","description":"Of the agent's task; empty if it made none."}}}
      """;

  private final RemoteAgent agent;
  private final DelegatedTasks delegated;
  private final Callbacks callbacks;
  private final WaitingTime time;
  private final ToolSpec spec;

  /**
   * @param hold for which a call keeps its worker
   */
  DelegationTool(
      RemoteAgent agent,
      DelegatedTasks delegated,
      Callbacks callbacks,
      Clock clock,
      Duration hold) {
    this.agent = agent;
    this.delegated = delegated;
    this.callbacks = callbacks;
    this.time = new WaitingTime(clock, hold, agent.spec().timeout());
    this.spec =
        new ToolSpec(
            nameOf(agent.spec()),
            description(agent),
            agent.spec().risk(),
            ARGUMENTS,
            RESULT,
            agent.spec().timeout(),
            PER_MINUTE,
            "a2a:" + agent.spec().name());
  }

  static String nameOf(RemoteAgentSpec agent) {
    return "a2a_" + agent.name();
  }

  private static String description(RemoteAgent agent) {
    PeerCard card = agent.card();
    StringJoiner text = new StringJoiner(" ");
    String name = card == null ? agent.spec().name() : card.name();
    text.add("Delegates a task to the agent %s.".formatted(name));
    if (card != null) {
      text.add(card.description());
      if (!card.skills().isEmpty()) {
        text.add("Skills: " + String.join(", ", card.skills()) + ".");
      }
    }
    return CutText.begin(text.toString().strip(), LONGEST_DESCRIPTION);
  }

  @Override
  public ToolSpec spec() {
    return spec;
  }

  @Override
  public String summary(JsonObject arguments) {
    return "Send this message to the agent %s (%s):\n\n%s"
        .formatted(agent.spec().name(), agent.spec().url(), arguments.getString("message", ""));
  }

  /** Each message of the conversation with the agent is one. */
  @Override
  public boolean hasParts() {
    return true;
  }

  /** More than this call may have been delegated; those of the first attempt count. */
  @Override
  public boolean isBegun(ToolCall call) {
    return call.attempt() > 1 && delegated.isOpen(call.taskId(), agent.spec().name());
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    call.extend(spec.timeout());
    connect(call);
    try (Delegation delegation = new Delegation(agent, delegated, callbacks, call, time)) {
      return delegation.run(arguments.getString("message"), arguments.getString("contextId", ""));
    }
  }

  /** A call that an earlier attempt delegated waits for its agent, others fail soon. */
  private void connect(ToolCall call) throws Exception {
    Instant begun = time.clock().instant();
    boolean isOpen = agent.card() == null && delegated.isOpen(call.taskId(), agent.spec().name());
    while (agent.card() == null) {
      call.stopIfCancelled();
      agent.refresh();
      if (agent.card() == null && !isOpen) {
        throw new NothingDone(
            "Remote agent %s: %s".formatted(agent.spec().name(), agent.error()), null);
      }
      if (agent.card() == null && time.held(begun).isNegative()) {
        String name = agent.spec().name();
        throw new WaitNeeded(
            time.pause(time.since(call, "away"), name), "waits for the remote agent " + name);
      }
      if (agent.card() == null) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
