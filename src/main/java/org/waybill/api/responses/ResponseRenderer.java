package org.waybill.api.responses;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.waybill.streaming.EventRenderer;
import org.waybill.streaming.SseEvent;
import org.waybill.task.TaskEvent;

/** Streams one response of a task, whose events it is given from the first one on. */
final class ResponseRenderer implements EventRenderer {

  private static final SseEvent DONE = new SseEvent(null, null, "[DONE]");

  private final ResponseReplay replay;
  private final ResponseId id;
  private final int after;

  /**
   * @param after the number of the last event that the client has; -1 for none
   */
  ResponseRenderer(ResponseReplay replay, ResponseId id, int after) {
    this.replay = replay;
    this.id = id;
    this.after = after;
  }

  @Override
  public List<SseEvent> of(TaskEvent event) {
    List<JsonObject> made = replay.accept(event);
    List<SseEvent> sent = new ArrayList<>();
    if (!replay.id().equals(id)) {
      return sent;
    }
    for (JsonObject each : made) {
      if (each.getInt(NumberedEvents.NUMBER) > after) {
        sent.add(new SseEvent(null, each.getString("type"), each.toString()));
      }
    }
    if (replay.hasEnded()) {
      sent.add(DONE);
    }
    return sent;
  }

  @Override
  public boolean endsWith(TaskEvent event) {
    return replay.id().equals(id) && replay.hasEnded();
  }
}
