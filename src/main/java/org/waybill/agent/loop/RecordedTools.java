package org.waybill.agent.loop;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.waybill.json.Json;
import org.waybill.model.RequestedCall;

/**
 * Answers calls of tools from a recording, in place of the tools: nothing is run. Of one run, on
 * one thread.
 */
public final class RecordedTools {

  /** How a call stands to the recording. */
  public enum Match {
    /** The tool was called with the same arguments; its result is that of then. */
    SAME,
    /** The tool was called, but not with these arguments. */
    DIFFERENT,
    /** The tool was not called. */
    NOT_RECORDED;

    /** As shown: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A call.
   *
   * @param arguments as the model has written them
   * @param match null for a call of the recording itself
   */
  public record Call(String tool, String arguments, Match match) {}

  private final List<Call> then = new ArrayList<>();
  private final List<Call> now = new ArrayList<>();

  /** The results of equal calls, in their order. */
  private final Map<String, Deque<CallResult>> results = new HashMap<>();

  private final Map<String, Integer> left = new HashMap<>();

  public RecordedTools(RecordedRun run) {
    for (RecordedRun.RecordedCall each : run.calls()) {
      then.add(new Call(each.tool(), each.arguments(), null));
      if (each.result() != null) {
        String key = key(each.tool(), each.arguments());
        results.computeIfAbsent(key, unknown -> new ArrayDeque<>()).add(each.result());
      }
      left.merge(key(each.tool(), each.arguments()), 1, Integer::sum);
    }
  }

  /** What was called then. */
  public List<Call> then() {
    return then;
  }

  /** What is called now. */
  public List<Call> now() {
    return now;
  }

  /** How many of the calls of then are not made now. */
  public int missed() {
    return left.values().stream().mapToInt(Integer::intValue).sum();
  }

  CallResult answer(RequestedCall call) {
    String key = key(call.tool(), call.arguments());
    left.computeIfPresent(key, (same, count) -> count > 1 ? count - 1 : null);
    Deque<CallResult> same = results.get(key);
    if (same != null) {
      now.add(new Call(call.tool(), call.arguments(), Match.SAME));
      // One that is made once more than then gets the last result again.
      return same.size() > 1 ? same.poll() : same.peek();
    }
    boolean isKnown = then.stream().anyMatch(each -> each.tool().equals(call.tool()));
    Match match = isKnown ? Match.DIFFERENT : Match.NOT_RECORDED;
    now.add(new Call(call.tool(), call.arguments(), match));
    return CallResult.failed(
        "not_recorded",
        "this is an evaluation, and the tool was not called with these arguments when it was"
            + " recorded; execution: not_started");
  }

  /** White space and the order of members make no difference. */
  private static String key(String tool, String arguments) {
    String text = arguments == null || arguments.isBlank() ? "{}" : arguments;
    try {
      return tool + "\n" + canonical(Json.read(text));
    } catch (JsonException e) {
      return tool + "\n" + text;
    }
  }

  private static String canonical(JsonValue value) {
    if (value instanceof JsonObject object) {
      return new TreeMap<>(object)
          .entrySet().stream()
              .map(each -> Json.quote(each.getKey()) + ":" + canonical(each.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
    }
    return value instanceof JsonArray array
        ? array.stream().map(RecordedTools::canonical).collect(Collectors.joining(",", "[", "]"))
        : value.toString();
  }
}
