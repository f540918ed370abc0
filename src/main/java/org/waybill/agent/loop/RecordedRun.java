package org.waybill.agent.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.waybill.json.Json;
import org.waybill.model.ModelReply;
import org.waybill.model.RequestedCall;
import org.waybill.model.Usage;

/**
 * What an agent did for a task, as the task's steps keep it.
 *
 * @param turns how often its model replied
 * @param usage what the replies took
 * @param calls what its model asked for, in order
 */
public record RecordedRun(int turns, Usage usage, List<RecordedCall> calls) {

  private static final String STEP = "step:";

  /**
   * A call of a tool.
   *
   * @param arguments as the model has written them
   * @param result null if the task ended before there was one
   */
  record RecordedCall(String tool, String arguments, CallResult result) {}

  /** Nothing was recorded. */
  public static RecordedRun none() {
    return new RecordedRun(0, Usage.NONE, List.of());
  }

  /**
   * @param steps the results of all steps of the task, JSON text by key
   */
  public static RecordedRun of(Map<String, String> steps) {
    List<RecordedCall> calls = new ArrayList<>();
    Usage usage = Usage.NONE;
    int turn = 0;
    while (steps.get(STEP + "turn." + (turn + 1)) != null) {
      turn++;
      ModelReply reply = Turn.read(Json.read(steps.get(STEP + "turn." + turn)).asJsonObject());
      usage = usage.plus(reply.usage());
      for (int i = 0; i < reply.calls().size(); i++) {
        RequestedCall call = reply.calls().get(i);
        String kept = steps.get(STEP + "turn.%d.call.%d".formatted(turn, i + 1));
        CallResult result = kept == null ? null : CallResult.read(Json.read(kept).asJsonObject());
        calls.add(new RecordedCall(call.tool(), call.arguments(), result));
      }
    }
    return new RecordedRun(turn, usage, calls);
  }
}
