package org.waybill.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.waybill.handler.NothingDone;
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
  private final ToolSpec spec;

  DelegationTool(RemoteAgent agent, DelegatedTasks delegated) {
    this.agent = agent;
    this.delegated = delegated;
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

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    call.extend(spec.timeout());
    connect(call);
    try (Delegation delegation = new Delegation(agent, delegated, call)) {
      return delegation.run(arguments.getString("message"), arguments.getString("contextId", ""));
    }
  }

  /** A call that an earlier attempt delegated waits for its agent, others fail soon. */
  private void connect(ToolCall call) throws NothingDone, InterruptedException {
    boolean isOpen = agent.card() == null && delegated.isOpen(call.taskId(), agent.spec().name());
    while (agent.card() == null) {
      call.stopIfCancelled();
      agent.refresh();
      if (agent.card() == null && !isOpen) {
        throw new NothingDone(
            "Remote agent %s: %s".formatted(agent.spec().name(), agent.error()), null);
      }
      if (agent.card() == null) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
