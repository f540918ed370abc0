package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.waybill.agent.NeedsModel;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskStatus;

/**
 * The state of a task, with a message about it.
 *
 * @param id id of the message; null if there is none
 * @param text text of the message
 * @param question the open question; null if there is none
 * @param isRejected whether it failed since the agent cannot do such things
 */
record TaskState(
    TaskStatus state, Instant at, String id, String text, JsonObject question, boolean isRejected) {

  static TaskState of(TaskRow task) {
    Instant at = ChatTaskQuery.changedAt(task);
    return switch (task.status()) {
      case INPUT_REQUIRED ->
          asks(at, task.attempt(), task.id() + "-", Json.read(task.question()).asJsonObject());
      case FAILED -> failed(at, task.id() + "-error", task.error(), task.reason());
      case PROCESSING ->
          says(TaskStatus.PROCESSING, at, task.id() + "-progress", task.progressText());
      case QUEUED, COMPLETED, CANCELLED -> silent(task.status(), at);
    };
  }

  static TaskState silent(TaskStatus state, Instant at) {
    return new TaskState(state, at, null, null, null, false);
  }

  static TaskState failed(Instant at, String id, String error, String reason) {
    TaskState failed = says(TaskStatus.FAILED, at, id, error);
    boolean rejected = NeedsModel.REASON.equals(reason);
    return new TaskState(failed.state, at, failed.id, failed.text, null, rejected);
  }

  static TaskState says(TaskStatus state, Instant at, String id, String text) {
    return text == null || text.isBlank()
        ? silent(state, at)
        : new TaskState(state, at, id, text, null, false);
  }

  static TaskState asks(Instant at, int attempt, String prefix, JsonObject question) {
    String text = question.getString("text", "");
    return new TaskState(
        TaskStatus.INPUT_REQUIRED, at, prefix + "question-" + attempt, text, question, false);
  }

  CharSequence in(MessageWriter messageWriter) {
    ProtocolVersion protocolVersion = messageWriter.version();
    return new JsonObjectWriter(new StringBuilder())
        .text("state", isRejected ? protocolVersion.rejected() : protocolVersion.state(state))
        .json("message", id == null ? null : messageWriter.ofAgent(id, parts(protocolVersion)))
        .time("timestamp", at)
        .end();
  }

  /** A question that is more than a text is also sent as data. */
  private List<CharSequence> parts(ProtocolVersion protocolVersion) {
    List<CharSequence> parts = new ArrayList<>();
    parts.add(protocolVersion.textPart(text));
    if (question != null && !question.getString("kind", "text").equals("text")) {
      parts.add(protocolVersion.dataPart(question.toString()));
    }
    return parts;
  }
}
