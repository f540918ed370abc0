package org.waybill.api.agui;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.task.EventHistory;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.task.TaskRef;

/**
 * The calls of tools of a task.
 *
 * @param all their ids within the task
 * @param ofClient those that the client was asked for, by the attempt that asked
 */
record AskedCalls(Set<String> all, TreeMap<Integer, List<String>> ofClient) {

  private static final int PAGE = 1_000;

  static AskedCalls of(TaskRef task, EventHistory history) {
    AskedCalls calls = new AskedCalls(new HashSet<>(), new TreeMap<>());
    int seq = 0;
    List<TaskEvent> page;
    do {
      page = history.after(task, seq, PAGE);
      page.forEach(calls::add);
      seq = page.isEmpty() ? seq : page.get(page.size() - 1).seq();
    } while (page.size() == PAGE);
    return calls;
  }

  private void add(TaskEvent event) {
    EventKind kind = event.kind();
    if (kind == EventKind.TOOL_CALL || kind == EventKind.TOOL_RESULT) {
      all.add(Json.read(event.data()).asJsonObject().getString("id", ""));
    } else if (kind == EventKind.INPUT_REQUIRED) {
      List<String> asked = pending(event);
      if (!asked.isEmpty()) {
        ofClient.put(event.attempt(), asked);
      }
    }
  }

  /** The calls that the client is asked for by this event of kind {@code input_required}. */
  static List<String> pending(TaskEvent asked) {
    JsonObject question = Json.read(asked.data()).asJsonObject().getJsonObject("question");
    return question != null
            && question.getString("kind", "").equals(Question.Kind.TOOL_CALLS.label())
        ? question.getJsonArray("options").getValuesAs(JsonString::getString)
        : List.of();
  }

  /** The last attempt that asked for one of these, and what it asked for; null if none did. */
  Map.Entry<Integer, List<String>> last(Set<String> calls) {
    return ofClient.descendingMap().entrySet().stream()
        .filter(each -> each.getValue().stream().anyMatch(calls::contains))
        .findFirst()
        .orElse(null);
  }
}
