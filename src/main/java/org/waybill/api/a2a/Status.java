package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;
import org.waybill.task.Conversations;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;

/**
 * In which state a task is, and what is to be said about it.
 *
 * @param id of the message; null where nothing is to be said
 * @param text of the message
 * @param question that the text asks; null if it asks nothing
 */
record Status(TaskStatus state, Instant at, String id, String text, JsonObject question) {

  static Status of(Task task) {
    Instant at = Conversations.changedAt(task);
    return switch (task.status()) {
      case INPUT_REQUIRED ->
          asks(at, task.attempt(), task.id() + "-", Json.read(task.question()).asJsonObject());
      case FAILED -> says(TaskStatus.FAILED, at, task.id() + "-error", task.error());
      case PROCESSING ->
          says(TaskStatus.PROCESSING, at, task.id() + "-progress", task.progressText());
      case QUEUED, COMPLETED, CANCELLED -> silent(task.status(), at);
    };
  }

  static Status silent(TaskStatus state, Instant at) {
    return new Status(state, at, null, null, null);
  }

  static Status says(TaskStatus state, Instant at, String id, String text) {
    return text == null || text.isBlank()
        ? silent(state, at)
        : new Status(state, at, id, text, null);
  }

  static Status asks(Instant at, int attempt, String prefix, JsonObject question) {
    String text = question.getString("text", "");
    return new Status(
        TaskStatus.INPUT_REQUIRED, at, prefix + "question-" + attempt, text, question);
  }

  CharSequence in(Letters letters) {
    Spelling spelling = letters.spelling();
    return new ObjectText(new StringBuilder())
        .text("state", spelling.state(state))
        .json("message", id == null ? null : letters.ofAgent(id, parts(spelling)))
        .time("timestamp", at)
        .end();
  }

  /** A question that wants more than a text is told as data as well. */
  private List<CharSequence> parts(Spelling spelling) {
    List<CharSequence> parts = new ArrayList<>();
    parts.add(spelling.textPart(text));
    if (question != null && !question.getString("kind", "text").equals("text")) {
      parts.add(spelling.dataPart(question.toString()));
    }
    return parts;
  }
}
