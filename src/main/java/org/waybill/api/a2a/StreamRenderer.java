package org.waybill.api.a2a;

import jakarta.json.JsonNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.streaming.EventRenderer;
import org.waybill.streaming.SseEvent;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;

/** Renders the events of one task: its states, and its answer in pieces. */
final class StreamRenderer implements EventRenderer {

  private final MessageWriter messageWriter;
  private final TaskStateReplay taskStateReplay;
  private final Supplier<Optional<Task>> row;
  private final UnaryOperator<CharSequence> envelope;

  /**
   * @param taskStateReplay of the events sent before
   * @param row the current task
   * @param envelope wraps each event for the binding
   */
  StreamRenderer(
      MessageWriter messageWriter,
      TaskStateReplay taskStateReplay,
      Supplier<Optional<Task>> row,
      UnaryOperator<CharSequence> envelope) {
    this.messageWriter = messageWriter;
    this.taskStateReplay = taskStateReplay;
    this.row = row;
    this.envelope = envelope;
  }

  @Override
  public List<SseEvent> of(TaskEvent event) {
    boolean append = !taskStateReplay.beginsAnew();
    taskStateReplay.add(event);
    if (event.kind() == EventKind.PARTIAL) {
      String piece = TaskStateReplay.data(event).getString("text", "");
      Artifact result = new Artifact(List.of(messageWriter.version().textPart(piece)), null);
      return List.of(frame(event, artifact(result, append, false)));
    }
    List<SseEvent> frames = new ArrayList<>();
    if (event.kind().isReport() && event.kind() != EventKind.PROGRESS) {
      return frames;
    }
    if (event.kind() == EventKind.COMPLETED) {
      // Without a number: a client that reconnects without having seen the end gets it again.
      row.get().map(this::rest).ifPresent(text -> frames.add(new SseEvent(null, null, text)));
    }
    frames.add(frame(event, status(event)));
    return frames;
  }

  /** The part of the answer that was not sent yet; null if there is none. */
  private String rest(Task task) {
    Artifact result = Artifact.of(task, messageWriter.version());
    if (result.isEmpty()) {
      return null;
    }
    boolean isComplete = taskStateReplay.text().equals(Artifact.text(task));
    CharSequence nothing = messageWriter.version().textPart("");
    Artifact rest = isComplete ? new Artifact(List.of(nothing), result.metadata()) : result;
    return envelope.apply(artifact(rest, isComplete, true)).toString();
  }

  private SseEvent frame(TaskEvent event, CharSequence update) {
    return new SseEvent(Integer.toString(event.seq()), null, envelope.apply(update).toString());
  }

  private CharSequence artifact(Artifact result, boolean append, boolean last) {
    CharSequence update =
        begin("artifact-update")
            .json("artifact", result.artifact())
            .flag("append", append)
            .flag("lastChunk", last)
            .end();
    return messageWriter.version().oneOf("artifactUpdate", update);
  }

  private CharSequence status(TaskEvent event) {
    JsonObjectWriter update =
        begin("status-update").json("status", taskStateReplay.status().in(messageWriter));
    if (messageWriter.version().isLegacy()) {
      update.flag("final", endsWith(event));
    }
    return messageWriter
        .version()
        .oneOf("statusUpdate", update.json("metadata", percent(event)).end());
  }

  private static String percent(TaskEvent event) {
    return TaskStateReplay.data(event).get("percent") instanceof JsonNumber percent
        ? Json.object().add("progress", percent).build().toString()
        : null;
  }

  private JsonObjectWriter begin(String kind) {
    return messageWriter
        .version()
        .object(new StringBuilder(), kind)
        .text("taskId", messageWriter.task())
        .text("contextId", messageWriter.context());
  }

  @Override
  public boolean endsWith(TaskEvent event) {
    return event.kind().isEnd() || event.kind() == EventKind.INPUT_REQUIRED;
  }
}
