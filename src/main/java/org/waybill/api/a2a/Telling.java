package org.waybill.api.a2a;

import jakarta.json.JsonNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;
import org.waybill.progress.Frame;
import org.waybill.progress.Wording;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;

/** Says what happens to one task: its states, and its answer piece by piece. */
final class Telling implements Wording {

  private final Letters letters;
  private final Story story;
  private final Supplier<Optional<Task>> row;
  private final UnaryOperator<CharSequence> envelope;

  /**
   * @param story of what was told before
   * @param row the task as it stands
   * @param envelope puts into the binding's form what is told
   */
  Telling(
      Letters letters,
      Story story,
      Supplier<Optional<Task>> row,
      UnaryOperator<CharSequence> envelope) {
    this.letters = letters;
    this.story = story;
    this.row = row;
    this.envelope = envelope;
  }

  @Override
  public List<Frame> of(TaskEvent event) {
    boolean append = !story.beginsAnew();
    story.add(event);
    if (event.kind() == EventKind.PARTIAL) {
      String piece = Story.data(event).getString("text", "");
      Result result = new Result(List.of(letters.spelling().textPart(piece)), null);
      return List.of(frame(event, artifact(result, append, false)));
    }
    List<Frame> frames = new ArrayList<>();
    if (event.kind() == EventKind.COMPLETED) {
      // Without a number: whoever comes back without having seen the end gets it again.
      row.get().map(this::rest).ifPresent(text -> frames.add(new Frame(null, null, text)));
    }
    frames.add(frame(event, status(event)));
    return frames;
  }

  /** What is still to be said of the answer; null if there is none. */
  private String rest(Task task) {
    Result result = Result.of(task, letters.spelling());
    if (result.isEmpty()) {
      return null;
    }
    boolean told = story.text().equals(Result.text(task));
    CharSequence nothing = letters.spelling().textPart("");
    Result rest = told ? new Result(List.of(nothing), result.metadata()) : result;
    return envelope.apply(artifact(rest, told, true)).toString();
  }

  private Frame frame(TaskEvent event, CharSequence said) {
    return new Frame(Integer.toString(event.seq()), null, envelope.apply(said).toString());
  }

  private CharSequence artifact(Result result, boolean append, boolean last) {
    CharSequence update =
        begin("artifact-update")
            .json("artifact", result.artifact())
            .flag("append", append)
            .flag("lastChunk", last)
            .end();
    return letters.spelling().oneOf("artifactUpdate", update);
  }

  private CharSequence status(TaskEvent event) {
    ObjectText update = begin("status-update").json("status", story.status().in(letters));
    if (letters.spelling().isLegacy()) {
      update.flag("final", endsWith(event));
    }
    return letters.spelling().oneOf("statusUpdate", update.json("metadata", percent(event)).end());
  }

  private static String percent(TaskEvent event) {
    return Story.data(event).get("percent") instanceof JsonNumber percent
        ? Json.object().add("progress", percent).build().toString()
        : null;
  }

  private ObjectText begin(String kind) {
    return letters
        .spelling()
        .object(new StringBuilder(), kind)
        .text("taskId", letters.task())
        .text("contextId", letters.context());
  }

  @Override
  public boolean endsWith(TaskEvent event) {
    return event.kind().isEnd() || event.kind() == EventKind.INPUT_REQUIRED;
  }
}
