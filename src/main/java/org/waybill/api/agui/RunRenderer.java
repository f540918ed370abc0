package org.waybill.api.agui;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.waybill.json.Json;
import org.waybill.streaming.EventRenderer;
import org.waybill.streaming.SseEvent;
import org.waybill.task.TaskEvent;

/** Renders the events of a task as the stream of a run. */
final class RunRenderer implements EventRenderer {

  private final RunTranslator translator;

  RunRenderer(RunTranslator translator) {
    this.translator = translator;
  }

  @Override
  public List<SseEvent> of(TaskEvent event) {
    return translator.of(event).stream().map(RunRenderer::sse).toList();
  }

  @Override
  public boolean endsWith(TaskEvent event) {
    return translator.isOver();
  }

  /** The run itself goes on; the same call shows it again. */
  @Override
  public Optional<SseEvent> closing(String why) {
    return Optional.of(
        sse(
            Json.object()
                .add("type", "RUN_ERROR")
                .add("message", "The stream was closed: " + why)
                .add("code", "stream_closed")
                .build()));
  }

  static SseEvent sse(JsonObject event) {
    return new SseEvent(null, null, event.toString());
  }
}
