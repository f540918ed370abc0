package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.waybill.agent.NeedsModel;
import org.waybill.json.JsonObjectWriter;
import org.waybill.notify.DeliveryEvent;
import org.waybill.notify.PayloadFormat;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;

/**
 * Writes the body of a push notification: in version 0.3 the task; in 1.0 its new state, and at the
 * end the task with its answer.
 */
@ApplicationScoped
public class PushPayload implements PayloadFormat {

  static final String FORMAT = "a2a";

  @Inject private TaskText text;

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public String of(DeliveryEvent what, Task task) {
    ProtocolVersion protocolVersion = PushText.version(what.note());
    if (protocolVersion.isLegacy() || what.kind().isEnd()) {
      return protocolVersion.oneOf("task", text.of(task, protocolVersion, null)).toString();
    }
    CharSequence update =
        new JsonObjectWriter(new StringBuilder())
            .text("taskId", task.id())
            .text("contextId", task.chatId())
            .json("status", status(what, task).in(MessageWriter.about(task, protocolVersion)))
            .end();
    return protocolVersion.oneOf("statusUpdate", update).toString();
  }

  /** The task may have changed meanwhile; its question is sent only while it is open. */
  private static TaskState status(DeliveryEvent what, Task task) {
    TaskStatus state = state(what.kind());
    boolean rejected = state == TaskStatus.FAILED && NeedsModel.REASON.equals(task.reason());
    boolean asks = state == TaskStatus.INPUT_REQUIRED;
    return state == task.status() && (asks || rejected)
        ? TaskState.of(task)
        : TaskState.silent(state, what.at());
  }

  private static TaskStatus state(EventKind kind) {
    return switch (kind) {
      case QUEUED, RETRYING, SNOOZED, WAITING -> TaskStatus.QUEUED;
      case STARTED,
          PROGRESS,
          PARTIAL,
          PLAN,
          THOUGHT,
          TOOL_CALL,
          TOOL_RESULT,
          STEERED,
          USAGE,
          CITATIONS ->
          TaskStatus.PROCESSING;
      case INPUT_REQUIRED -> TaskStatus.INPUT_REQUIRED;
      case COMPLETED -> TaskStatus.COMPLETED;
      case FAILED -> TaskStatus.FAILED;
      case CANCELLED -> TaskStatus.CANCELLED;
    };
  }
}
