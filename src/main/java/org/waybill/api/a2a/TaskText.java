package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.task.ListedPayload;
import org.waybill.task.Message;
import org.waybill.task.Messages;
import org.waybill.task.PayloadKind;
import org.waybill.task.PayloadQuery;
import org.waybill.task.Task;
import org.waybill.task.TaskRow;
import org.waybill.task.TaskSummary;

/** Writes tasks in the format of a version. */
@ApplicationScoped
class TaskText {

  private static final Set<PayloadKind> ARTIFACT = Set.of(PayloadKind.OUTPUT, PayloadKind.PARTIAL);

  @Inject private Messages messages;
  @Inject private PayloadQuery payloadQuery;
  @Inject private FollowUpMessages followUpMessages;

  /**
   * Which parts of a task to write.
   *
   * @param historyLength maximum number of messages; null for all
   */
  record Extent(Integer historyLength, boolean artifacts) {}

  /**
   * The state of a task at some time.
   *
   * @param result null if it is not wanted
   */
  record Snapshot(TaskState status, Artifact result) {}

  /** One task with its artifact. */
  CharSequence of(Task task, ProtocolVersion protocolVersion, Integer historyLength) {
    Snapshot now = new Snapshot(TaskState.of(task), Artifact.of(task, protocolVersion));
    return of(task, now, protocolVersion, historyLength);
  }

  /** One task as of some time. */
  CharSequence of(
      Task task, Snapshot stand, ProtocolVersion protocolVersion, Integer historyLength) {
    List<UserMessage> sent = userMessages(List.of(task), historyLength).get(0);
    return text(
        task,
        protocolVersion,
        sent,
        stand,
        historyLength,
        Metadata.shown(task, ListedPayload.NONE));
  }

  /** A page of tasks; artifacts that are too large for a list are left out. */
  List<CharSequence> list(List<TaskSummary> tasks, ProtocolVersion protocolVersion, Extent extent) {
    List<List<UserMessage>> sent = userMessages(tasks, extent.historyLength());
    Map<UUID, ListedPayload> payloads =
        payloadQuery.of(
            tasks.stream().map(TaskSummary::id).toList(), extent.artifacts() ? ARTIFACT : Set.of());
    List<CharSequence> texts = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      TaskSummary task = tasks.get(i);
      ListedPayload payload = payloads.getOrDefault(task.id(), ListedPayload.NONE);
      Artifact result = extent.artifacts() ? Artifact.of(payload, protocolVersion) : null;
      Snapshot stand = new Snapshot(TaskState.of(task), result);
      String metadata = Metadata.shown(task, payload);
      texts.add(text(task, protocolVersion, sent.get(i), stand, extent.historyLength(), metadata));
    }
    return texts;
  }

  /** The user's messages to each of these tasks. */
  private List<List<UserMessage>> userMessages(
      List<? extends TaskRow> tasks, Integer historyLength) {
    boolean silent = historyLength != null && historyLength == 0;
    List<UUID> ids = silent ? List.of() : tasks.stream().map(TaskRow::id).toList();
    Map<UUID, List<Message>> first =
        messages.ofUsers(ids).stream().collect(Collectors.groupingBy(Message::taskId));
    Map<UUID, List<UserMessage>> later = followUpMessages.of(ids);
    List<List<UserMessage>> all = new ArrayList<>(tasks.size());
    for (TaskRow task : tasks) {
      List<UserMessage> sent = new ArrayList<>();
      first.getOrDefault(task.id(), List.of()).forEach(m -> sent.add(UserMessage.first(task, m)));
      sent.addAll(later.getOrDefault(task.id(), List.of()));
      all.add(sent);
    }
    return all;
  }

  private static CharSequence text(
      TaskRow task,
      ProtocolVersion protocolVersion,
      List<UserMessage> messages,
      Snapshot stand,
      Integer historyLength,
      String metadata) {
    MessageWriter messageWriter = MessageWriter.about(task, protocolVersion);
    List<CharSequence> history =
        HistoryLength.newest(messages, historyLength).stream().map(messageWriter::ofUser).toList();
    return protocolVersion
        .object(new StringBuilder(), "task")
        .text("id", messageWriter.task())
        .text("contextId", messageWriter.context())
        .json("status", stand.status().in(messageWriter))
        .json("artifacts", stand.result() == null ? null : artifacts(stand.result()))
        .json("history", history.isEmpty() ? null : JsonArrays.of(history))
        .json("metadata", metadata)
        .end();
  }

  private static CharSequence artifacts(Artifact result) {
    return result.isEmpty() ? "[]" : JsonArrays.of(List.of(result.artifact()));
  }
}
